// Every page of the service, error states included, in the order of one walk.
//
// A page that is added here is checked by accessibility.test.mjs, reflow.test.mjs, quiet.test.mjs and
// error_summary.test.mjs; screenshots.mjs takes pictures of pages by these names.

import { eventOf } from './event.mjs';
import * as moderator from './moderators.mjs';
import * as people from './steps.mjs';

/** The events of a walk: one that is corrected, published and withdrawn, one refused, one published from the queue. */
export function eventsOf(whose) {
  return { main: eventOf(`${whose} un`), refused: eventOf(`${whose} deux`), queued: eventOf(`${whose} trois`) };
}

/**
 * `open` leads from the page before to the page, with the walk's events as the pages before have left them; `errors`
 * tells pages that say what was wrong.
 */
export const PAGES = [
  { name: 'home', open: (page) => page.goto('/') },
  { name: 'not-found', open: (page) => page.goto('/nulle-part/') },

  { name: 'form', open: (page) => people.opensTheForm(page) },
  { name: 'form-empty', errors: true, open: (page) => people.sends(page) },
  { name: 'form-unfinished', errors: true, open: (page, { main }) => people.proposesTooEarly(page, main) },
  { name: 'form-two-dates', open: (page) => people.addsADate(page) },
  { name: 'receipt', open: (page, { main }) => opensAndProposes(page, main) },
  { name: 'confirmation', open: (page, { main }) => people.opensTheConfirmation(page, main) },
  { name: 'confirmation-unticked', errors: true, open: (page) => people.confirmsWithoutTheTick(page) },
  { name: 'confirmed', open: (page) => people.confirms(page) },
  { name: 'confirmation-unknown', open: (page) => page.goto('/confirmer/inconnu') },

  { name: 'queue-link-empty', errors: true, open: (page) => moderator.asksForNoLink(page) },
  { name: 'queue-link-asked', open: (page, { main }) => moderator.asksForALink(page, main) },
  { name: 'queue-of-one', open: (page, { main }) => moderator.findsInTheQueue(page, main) },
  { name: 'queue', open: (page, { main }) => moderator.opensTheQueue(page, main) },
  { name: 'queue-nothing-found', open: (page) => moderator.looksForNothing(page) },
  { name: 'queue-unknown', open: (page) => page.goto('/moderation/inconnu') },

  { name: 'decision', open: (page, { main }) => moderator.opensTheDecision(page, main) },
  { name: 'decision-without-choice', errors: true, open: (page) => moderator.decidesWithoutAChoice(page) },
  { name: 'changes-of-nothing', errors: true, open: (page) => moderator.asksForNothing(page) },
  { name: 'changes-asked', open: (page) => moderator.asksForChanges(page) },
  { name: 'changes-kept', errors: true, open: (page) => moderator.takesBackWithoutTheTick(page) },
  { name: 'decision-unknown', open: (page) => page.goto('/moderer/inconnu') },

  { name: 'correction', open: (page, { main }) => people.opensTheCorrection(page, main) },
  { name: 'correction-without-title', errors: true, open: (page) => people.correctsBadly(page) },
  { name: 'corrected', open: (page, { main }) => people.corrects(page, main) },
  { name: 'correction-unknown', open: (page) => page.goto('/corriger/inconnu') },

  { name: 'decision-corrected', open: (page, { main }) => moderator.opensTheDecision(page, main) },
  { name: 'published', open: (page) => moderator.publishes(page) },
  { name: 'withdrawal-unexplained', errors: true, open: (page) => moderator.withdrawsWithoutAWord(page) },
  { name: 'withdrawn', open: (page) => moderator.withdraws(page) },

  {
    name: 'refusal-without-reason',
    errors: true,
    open: async (page, { refused }) => {
      await proposesAndConfirms(page, refused);
      await moderator.opensTheDecision(page, refused);
      await moderator.refusesWithoutAReason(page);
    },
  },
  { name: 'refused', open: (page) => moderator.refuses(page) },

  {
    name: 'queue-check',
    open: async (page, { queued }) => {
      await proposesAndConfirms(page, queued);
      await moderator.findsInTheQueue(page, queued);
      await moderator.wantsToPublishAll(page);
    },
  },
  { name: 'queue-check-unticked', errors: true, open: (page) => moderator.publishesAllWithoutTheTick(page) },
  { name: 'queue-order', open: (page) => moderator.publishesAll(page) },
  { name: 'programme', open: (page, { queued }) => people.findsTheEvent(page, queued) },
  { name: 'event', open: (page, { queued }) => people.readsTheEvent(page, queued) },
];

async function opensAndProposes(page, event) {
  await people.opensTheForm(page);
  await people.proposes(page, event);
}

async function proposesAndConfirms(page, event) {
  await opensAndProposes(page, event);
  await people.opensTheConfirmation(page, event);
  await people.confirms(page);
}
