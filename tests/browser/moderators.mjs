// What moderators do about one event, by keyboard.

import assert from 'node:assert/strict';

import { elsewhere, opensAgain } from './browser.mjs';
import { eventually } from './eventually.mjs';
import { keyboard } from './keyboard.mjs';
import { linkAbout } from './mailbox.mjs';
import * as queue from './queue.mjs';

const DECIDE = /^Valider ma décision/;
const ENTRUST = /^Confier la décision/;
const NOTE = /^Ajouter la note/;
const UNDO = /^Annuler cette décision/;
const UNFIT = 'L’événement n’est pas ouvert au-delà de votre service.';

/** Opens the decision from the letter about the event. */
export async function opensTheLetter(page, event) {
  await page.goto(await linkAbout(event, '/moderer/'));
}

/** Opens the decision from the queue: where much comes in, there is not a letter about each event. */
export async function opensTheDecision(page, event) {
  await queue.finds(page, event);
  await keyboard(page).follow(event.title);
}

/** Presses the button without a choice. */
export async function decidesWithoutAChoice(page) {
  await keyboard(page).push(DECIDE);
}

/** Publishes. */
export async function publishes(page) {
  const hands = keyboard(page);
  await hands.pick(/^Publier/);
  await hands.push(DECIDE);
  await sees(page, /Publié par/);
}

/** Publishes with a summary that is put right. */
export async function publishesWithACorrection(page) {
  const hands = keyboard(page);
  await hands.pick(/^Publier/);
  await hands.unfold(/corriger d’abord/);
  await hands.type(/^Résumé(?!\s:)/, 'On y apprend à revoir un accueil, avec ceux qui s’en servent.');
  await hands.push(DECIDE);
  await sees(page, /Les corrections apportées avant de publier/);
}

/** Undoes the decision that was just taken, without ticking the box. */
export async function undoesWithoutTheTick(page) {
  await keyboard(page).push(UNDO);
}

/** Undoes the decision that was just taken. */
export async function undoes(page) {
  const hands = keyboard(page);
  await hands.tick(/^Oui, j’annule/);
  await hands.push(UNDO);
  await sees(page, /Décision annulée/);
}

/** Chooses to refuse, and says nothing. */
export async function refusesWithoutAReason(page) {
  const hands = keyboard(page);
  await hands.pick(/^Refuser/);
  await hands.push(DECIDE);
}

/** Refuses, with a reason. */
export async function refuses(page) {
  const hands = keyboard(page);
  await hands.pick(/^Refuser/);
  await hands.choose(/^Motif du refus/, UNFIT);
  await hands.push(DECIDE);
  await sees(page, /Refusé par/);
}

/** Refuses in words of their own, which are not sent before the same is decided in another window. */
export async function refusesTooLate(page, decision) {
  const hands = keyboard(page);
  await hands.pick(/^Refuser/);
  await hands.choose(/^Motif du refus/, UNFIT);
  await hands.type(/^Explication/, 'Proposez-le de nouveau quand il sera ouvert à tous.');
  await elsewhere(page, async (other) => {
    await other.goto(decision);
    await refuses(other);
  });
  await hands.push(DECIDE);
  await sees(page, /n’a pas été enregistrée/);
}

/** Chooses to ask for changes, and says of what only. */
export async function asksForNothing(page) {
  const hands = keyboard(page);
  await hands.pick(/^Demander des modifications/);
  await hands.tick(/^Résumé/);
  await hands.push(DECIDE);
}

/** Asks for changes. */
export async function asksForChanges(page) {
  const hands = keyboard(page);
  await hands.pick(/^Demander des modifications/);
  await hands.type(/^Résumé.*ce qu’il faut changer/, 'Dites en une phrase ce que l’on y apprend.');
  await hands.push(DECIDE);
  await sees(page, /Modifications demandées par/);
}

/** Takes a request for changes back, once the organiser has it, without ticking the box. */
export async function takesBackWithoutTheTick(page) {
  await comesBackTo(page, /^Retirer la demande/);
  await keyboard(page).push(/^Retirer la demande/);
}

/** Withdraws the event, once the organiser knows of its publication, without a word. */
export async function withdrawsWithoutAWord(page) {
  await comesBackTo(page, /^Retirer du programme/);
  await keyboard(page).push(/^Retirer du programme/);
}

/** Withdraws the event. */
export async function withdraws(page) {
  const hands = keyboard(page);
  await hands.type(/^Raison du retrait/, 'Vous nous avez appris que l’événement n’aura pas lieu.');
  await hands.tick(/^Oui, je retire/);
  await hands.push(/^Retirer du programme/);
  await sees(page, /Retiré.* par/);
}

/** Entrusts the decision, to nobody. */
export async function entrustsNobody(page) {
  await keyboard(page).push(ENTRUST);
}

/** Entrusts a colleague with the decision. */
export async function entrusts(page, colleague) {
  const hands = keyboard(page);
  await hands.choose(ENTRUST, colleague);
  await hands.push(ENTRUST);
  await sees(page, new RegExp(`Décision confiée à ${colleague}`));
}

/** Adds a note, without a word. */
export async function notesNothing(page) {
  await keyboard(page).push(NOTE);
}

/** Adds a note. */
export async function notes(page) {
  const hands = keyboard(page);
  await hands.type(/^Votre note/, 'J’ai appelé l’organisatrice : la date est confirmée.');
  await hands.push(NOTE);
  await sees(page, /Note ajoutée/);
}

/** Opens the decision of an event until another one is shown beside it, which looks like it. */
export async function compares(page, event, other) {
  await opensTheDecision(page, event);
  await eventually(`“${other.title}” beside “${event.title}”`, async () => {
    await page.reload();
    return page.getByRole('heading', { name: other.title }).count();
  });
}

/** Whoever opens a decision reads what it was. */
export async function sees(page, words) {
  assert.match(await page.getByRole('main').innerText(), words);
}

/** Opens the decision again until it offers a button: some do once the decision cannot be undone any more. */
function comesBackTo(page, button) {
  return eventually(`the button ${button}`, async () => {
    await opensAgain(page);
    return page.getByRole('button', { name: button }).count();
  });
}
