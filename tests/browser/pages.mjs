// Every page of the service, error states included, in the order of one walk.
//
// A page that is added here is checked by accessibility.test.mjs, reflow.test.mjs, quiet.test.mjs and
// error_summary.test.mjs; screenshots.mjs takes pictures of pages by these names.

import { opensAgain } from './browser.mjs';
import { eventOf, lookAlikeOf } from './event.mjs';
import * as form from './form.mjs';
import { letterOf } from './letter.mjs';
import * as moderator from './moderators.mjs';
import { NEWSLETTER_PAGES } from './newsletter_pages.mjs';
import { ORGANISER_PAGES } from './organiser_pages.mjs';
import * as queue from './queue.mjs';
import * as people from './steps.mjs';

/**
 * The events of a walk: one that is corrected, published and withdrawn, one refused, one published from the queue with
 * one that looks like it; and a letter, which is written and read.
 */
export function eventsOf(whose) {
  const queued = eventOf(`${whose} trois`);
  return {
    main: eventOf(`${whose} un`),
    refused: eventOf(`${whose} deux`),
    queued,
    lookAlike: lookAlikeOf(queued, `${whose} quatre`),
    letter: letterOf(whose),
  };
}

/**
 * `open` leads from the page before to the page, with the walk's events as the pages before have left them; `errors`
 * tells pages that say what was wrong, and `overtaken` those that say what came meanwhile.
 *
 * What can be undone, can be for a few seconds only: a page that needs it decides first.
 */
export const PAGES = [
  { name: 'home', open: (page) => page.goto('/') },
  { name: 'not-found', open: (page) => page.goto('/nulle-part/') },
  { name: 'site-map', open: (page) => page.goto('/plan-du-site/') },
  { name: 'accessibility-statement', open: (page) => page.goto('/accessibilite/') },
  { name: 'legal-notices', open: (page) => page.goto('/mentions-legales/') },
  { name: 'personal-data', open: (page) => page.goto('/donnees-personnelles/') },
  { name: 'contact', open: (page) => page.goto('/contact/') },

  { name: 'introduction', open: (page) => form.readsTheIntroduction(page) },
  { name: 'form', open: (page) => form.opensTheForm(page) },
  { name: 'form-empty', errors: true, open: (page) => form.goesOn(page) },
  { name: 'form-unfinished', errors: true, open: (page, { main }) => form.proposesTooEarly(page, main) },
  {
    name: 'form-dates',
    open: async (page, { main }) => {
      await form.saysWhatItIs(page, main);
      await form.goesOn(page);
    },
  },
  { name: 'form-dates-empty', errors: true, open: (page) => form.goesOn(page) },
  { name: 'form-two-dates', open: (page) => form.addsADate(page) },
  {
    name: 'form-place',
    open: async (page, { main }) => {
      await form.removesADate(page);
      await form.saysWhen(page, main);
      await form.goesOn(page);
    },
  },
  { name: 'form-place-empty', errors: true, open: (page) => form.goesOn(page) },
  { name: 'form-place-elsewhere', errors: true, open: (page, { main }) => form.mistakesTheTown(page, main) },
  {
    name: 'form-public',
    open: async (page, { main }) => {
      await form.choosesTheTown(page, main);
      await form.goesOn(page);
    },
  },
  { name: 'form-public-empty', errors: true, open: (page) => form.goesOn(page) },
  {
    name: 'form-organisation',
    open: async (page) => {
      await form.saysForWhom(page);
      await form.goesOn(page);
    },
  },
  { name: 'form-organisation-empty', errors: true, open: (page) => form.checks(page) },
  { name: 'form-later', open: (page) => form.stops(page) },
  { name: 'form-mailed-nowhere', errors: true, open: (page) => form.asksForTheLinkWithoutAnAddress(page) },
  { name: 'form-resumed', open: (page) => form.resumes(page) },
  {
    name: 'form-check',
    open: async (page, { main }) => {
      await form.goesOnWithTheDraft(page);
      await form.saysWho(page, main);
      await form.checks(page);
    },
  },
  { name: 'form-check-unticked', errors: true, open: (page) => form.sendsWithoutTheTick(page) },
  { name: 'receipt', open: (page) => form.sends(page) },
  { name: 'form-unknown', open: (page) => page.goto('/proposition/inconnu') },
  { name: 'confirmation', open: (page, { main }) => people.opensTheConfirmation(page, main) },
  { name: 'confirmation-unticked', errors: true, open: (page) => people.confirmsWithoutTheTick(page) },
  { name: 'confirmed', open: (page) => people.confirms(page) },
  { name: 'confirmation-unknown', open: (page) => page.goto('/confirmer/inconnu') },

  { name: 'queue-link-empty', errors: true, open: (page) => queue.asksForNoLink(page) },
  { name: 'queue-link-asked', open: (page, { main }) => queue.asksForALink(page, main) },
  { name: 'queue-of-one', open: (page, { main }) => queue.finds(page, main) },
  { name: 'queue', open: (page, { main }) => queue.opens(page, main) },
  { name: 'queue-nothing-found', open: (page) => queue.looksForNothing(page) },
  { name: 'queue-unknown', open: (page) => page.goto('/moderation/inconnu') },

  { name: 'decision', open: (page, { main }) => opensTheDecision(page, main) },
  { name: 'decision-without-choice', errors: true, open: (page) => moderator.decidesWithoutAChoice(page) },
  { name: 'entrusted-to-nobody', errors: true, open: (page) => moderator.entrustsNobody(page) },
  { name: 'entrusted', open: (page) => moderator.entrusts(page, 'Rémi Régional') },
  { name: 'note-empty', errors: true, open: (page) => moderator.notesNothing(page) },
  { name: 'noted', open: (page) => moderator.notes(page) },
  { name: 'changes-of-nothing', errors: true, open: (page) => moderator.asksForNothing(page) },
  { name: 'changes-asked', open: (page) => moderator.asksForChanges(page) },
  { name: 'changes-kept', errors: true, open: (page) => moderator.takesBackWithoutTheTick(page) },
  { name: 'decision-unknown', open: (page) => page.goto('/moderer/inconnu') },

  { name: 'correction', open: (page, { main }) => people.opensTheCorrection(page, main) },
  { name: 'correction-without-title', errors: true, open: (page) => people.correctsBadly(page) },
  { name: 'corrected', open: (page, { main }) => people.corrects(page, main) },
  { name: 'correction-overtaken', overtaken: true, open: (page, { main }) => people.correctsTwice(page, main) },
  { name: 'correction-unknown', open: (page) => page.goto('/corriger/inconnu') },

  {
    name: 'decision-stale',
    open: async (page, { main }) => {
      await page.goto(main.decision);
      await moderator.sees(page, /Une version plus récente est à examiner/);
    },
  },
  { name: 'decision-corrected', open: (page, { main }) => opensTheDecision(page, main) },
  {
    name: 'undone',
    open: async (page) => {
      await moderator.publishes(page);
      await moderator.undoes(page);
    },
  },
  {
    name: 'undone-unticked',
    errors: true,
    open: async (page) => {
      await moderator.publishesWithACorrection(page);
      await moderator.undoesWithoutTheTick(page);
    },
  },
  { name: 'published', open: (page, { main }) => page.goto(main.decision) },
  { name: 'withdrawal-unexplained', errors: true, open: (page) => moderator.withdrawsWithoutAWord(page) },

  { name: 'correction-of-published', open: (page, { main }) => people.opensTheCorrection(page, main) },
  { name: 'corrected-after-publication', open: (page) => people.correctsAgain(page) },
  {
    name: 'decision-of-an-edit',
    open: async (page, { main }) => {
      await opensTheDecision(page, main);
      await moderator.sees(page, /Ce qui change par rapport au programme/);
    },
  },
  {
    name: 'correction-while-decided',
    overtaken: true,
    open: (page, { main }) =>
      people.correctsDuring(page, main, async (other) => {
        await other.goto(main.decision);
        await moderator.withdraws(other);
      }),
  },
  { name: 'correction-closed', open: (page) => people.correctsTooLate(page) },
  { name: 'withdrawn', open: (page, { main }) => page.goto(main.decision) },

  {
    name: 'refusal-without-reason',
    errors: true,
    open: async (page, { refused }) => {
      await proposesAndConfirms(page, refused);
      await opensTheDecision(page, refused);
      await moderator.refusesWithoutAReason(page);
    },
  },
  { name: 'decision-overtaken', open: (page, { refused }) => moderator.refusesTooLate(page, refused.decision) },
  { name: 'refused', open: (page, { refused }) => page.goto(refused.decision) },

  {
    name: 'look-alikes',
    open: async (page, { queued, lookAlike }) => {
      await proposesAndConfirms(page, queued);
      await proposesAndConfirms(page, lookAlike);
      await moderator.compares(page, lookAlike, queued);
    },
  },
  {
    name: 'queue-check-of-refusal',
    open: async (page, { queued, lookAlike }) => {
      await queue.findsBoth(page, queued, lookAlike);
      await queue.wantsToRefuseAll(page);
    },
  },
  { name: 'queue-refusal-without-reason', errors: true, open: (page) => queue.refusesAllWithoutAReason(page) },
  {
    name: 'queue-order-undone',
    open: async (page) => {
      await queue.refusesAll(page);
      await queue.undoesAll(page);
    },
  },
  {
    name: 'queue-check-of-entrusting',
    open: async (page, { queued, lookAlike }) => {
      await queue.findsBoth(page, queued, lookAlike);
      await queue.wantsToEntrustAll(page);
    },
  },
  { name: 'queue-entrusted-to-nobody', errors: true, open: (page) => queue.entrustsAllToNobody(page) },
  {
    name: 'queue-check',
    open: async (page, { queued, lookAlike }) => {
      await queue.findsBoth(page, queued, lookAlike);
      await queue.wantsToPublishAll(page);
    },
  },
  { name: 'queue-check-unticked', errors: true, open: (page) => queue.publishesAllWithoutTheTick(page) },
  {
    name: 'queue-order-undone-unticked',
    errors: true,
    open: async (page) => {
      await queue.publishesAll(page);
      await queue.undoesAllWithoutTheTick(page);
    },
  },
  { name: 'queue-order', open: (page) => opensAgain(page) },
  { name: 'programme', open: (page, { queued }) => people.findsTheEvent(page, queued) },
  { name: 'event', open: (page, { queued }) => people.readsTheEvent(page, queued) },
  { name: 'home-of-the-day', open: (page) => page.goto('/') },
  { name: 'selection', open: opensASelection },
  {
    name: 'resources',
    open: async (page) => {
      await page.goto('/');
      await page.getByRole('link', { name: 'Podcasts et formations' }).first().click();
    },
  },

  ...ORGANISER_PAGES,

  ...NEWSLETTER_PAGES,
];

/** Opens the page of a way of taking part, to which the home leads. */
async function opensASelection(page) {
  await page.goto('/');
  await page.goto(await page.locator('a[href*="/evenements/modes/"]').first().getAttribute('href'));
}

/** Opens the decision, and keeps its address as a moderator would in another window. */
async function opensTheDecision(page, event) {
  await moderator.opensTheDecision(page, event);
  event.decision = page.url();
}

async function opensAndProposes(page, event) {
  await form.opensTheForm(page);
  await form.proposes(page, event);
}

async function proposesAndConfirms(page, event) {
  await opensAndProposes(page, event);
  await people.opensTheConfirmation(page, event);
  await people.confirms(page);
}
