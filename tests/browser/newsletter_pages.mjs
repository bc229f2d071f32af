// The pages of the newsletter: of those who read it, then of those who write it, then what anyone reads on the web.

import * as editor from './editors.mjs';
import * as reader from './readers.mjs';

/** As the PAGES of pages.mjs, which ends with them. */
export const NEWSLETTER_PAGES = [
  { name: 'sign-up', open: (page) => reader.opensTheForm(page) },
  { name: 'sign-up-empty', errors: true, open: (page) => reader.asksForNothing(page) },
  { name: 'sign-up-wrong', errors: true, open: (page) => reader.asksBadly(page) },
  { name: 'sign-up-sent', open: (page, { letter }) => reader.asks(page, letter) },
  { name: 'subscription', open: (page, { letter }) => reader.opensTheConfirmation(page, letter) },
  { name: 'subscription-unticked', errors: true, open: (page) => reader.confirmsWithoutTheTick(page) },
  { name: 'subscribed', open: (page) => reader.confirms(page) },
  { name: 'subscription-unknown', open: (page) => page.goto('/abonnement/confirmer/inconnu') },

  { name: 'choices', open: (page, { letter }) => reader.opensTheChoices(page, letter) },
  { name: 'choices-unchanged', open: (page) => reader.savesNothing(page) },
  { name: 'choices-saved', open: (page) => reader.readsMonthly(page) },
  { name: 'choices-saved-again', open: (page) => reader.readsEach(page) },
  { name: 'move-wrong', errors: true, open: (page) => reader.movesBadly(page) },
  { name: 'moving', open: (page, { letter }) => reader.moves(page, letter) },
  { name: 'leaving-unsaid', errors: true, open: (page) => reader.leavesWithoutAWord(page) },
  { name: 'erasing-unsure', errors: true, open: (page) => reader.erasesWithoutTheTick(page) },
  { name: 'choices-unknown', open: (page) => page.goto('/abonnement/mes-choix/inconnu') },

  { name: 'letter-of-the-service', open: (page, { letter }) => editor.opensADraft(page, letter) },
  { name: 'letter-not-begun', errors: true, open: (page) => editor.beginsWithoutTheTick(page) },
  { name: 'letter-begun', open: (page, { letter }) => editor.begins(page, letter) },
  { name: 'letter-without-subject', errors: true, open: (page) => editor.savesWithoutASubject(page) },
  { name: 'letter-saved', open: (page, { letter }) => editor.writes(page, letter) },
  { name: 'letter-not-tried', errors: true, open: (page) => editor.triesWithoutTheTick(page) },
  { name: 'letter-tried', open: (page) => editor.tries(page) },
  { name: 'letter-undecided', errors: true, open: (page) => editor.decidesWithoutAChoice(page) },
  { name: 'letter-unscheduled', errors: true, open: (page) => editor.schedulesWithoutATime(page) },
  { name: 'letter-launched', open: (page) => editor.launches(page) },
  { name: 'letter-sent', open: (page, { letter }) => editor.seesItSent(page, letter) },
  { name: 'letter-of-nobody', errors: true, open: (page) => editor.looksUpNobody(page) },
  { name: 'letter-looked-up', open: (page, { letter }) => editor.looksUp(page, letter) },
  { name: 'letter-unknown', open: (page) => page.goto('/lettre/inconnu') },

  { name: 'letters', open: (page, { letter }) => editor.findsTheLetter(page, letter) },
  { name: 'letter', open: (page, { letter }) => editor.readsTheLetter(page, letter) },
  { name: 'choices-from-the-header', open: (page, { letter }) => reader.opensTheHeader(page, letter) },
  { name: 'left', open: (page) => reader.leaves(page) },
];
