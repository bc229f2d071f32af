// What moderators do with the service, by keyboard.

import assert from 'node:assert/strict';

import { eventually } from './eventually.mjs';
import { keyboard } from './keyboard.mjs';
import { linkAbout, linksUnder } from './mailbox.mjs';

const DECIDE = /^Valider ma décision/;
const UNFIT = 'L’événement n’est pas ouvert au-delà de votre service.';

/** Opens the decision from the letter about the event. */
export async function opensTheLetter(page, event) {
  await page.goto(await linkAbout(event, '/moderer/'));
}

/** Opens the decision from the queue: where much comes in, there is not a letter about each event. */
export async function opensTheDecision(page, event) {
  await findsInTheQueue(page, event);
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

/** Asks for a personal link, without an address. */
export async function asksForNoLink(page) {
  await page.goto('/moderation');
  await keyboard(page).push(/^Recevoir mon lien/);
}

/** Asks for a personal link. */
export async function asksForALink(page, { moderator }) {
  const hands = keyboard(page);
  await hands.type(/^Votre adresse électronique/, moderator);
  await hands.push(/^Recevoir mon lien/);
}

/** Opens the queue from the last mail that leads to it. */
export async function opensTheQueue(page, { moderator }) {
  await page.goto(await queueOf(moderator));
}

/** Looks for words that no event has. */
export async function looksForNothing(page) {
  const hands = keyboard(page);
  await hands.type(/^Chercher/, 'introuvable', 'searchbox');
  await hands.push(/^Afficher/);
}

/** Opens the queue where only the event is, once it is there. */
export async function findsInTheQueue(page, event) {
  const only = new URLSearchParams({ pour: 'toutes', q: event.one });
  await eventually(`“${event.title}” in the queue`, async () => {
    await page.goto(`${await queueOf(event.moderator)}?${only}`);
    return page.getByRole('link', { name: event.title }).count();
  });
}

/** Goes from the filtered queue to the page that asks whether it is all to be published. */
export async function wantsToPublishAll(page) {
  const hands = keyboard(page);
  await hands.unfold(/^Décider pour/);
  await hands.push(/^Publier…/);
}

/** Publishes all without ticking the box. */
export async function publishesAllWithoutTheTick(page) {
  await keyboard(page).push(/^Publier/);
}

/** Publishes all. */
export async function publishesAll(page) {
  const hands = keyboard(page);
  await hands.tick(/^J’ai relu la liste/);
  await hands.push(/^Publier/);
}

/** Whoever opens a decision reads what it was. */
export async function sees(page, words) {
  assert.match(await page.getByRole('main').innerText(), words);
}

/** Opens the decision again until it offers a button: some do once the decision cannot be undone any more. */
function comesBackTo(page, button) {
  const decision = page.url();
  return eventually(`the button ${button}`, async () => {
    await page.goto(decision);
    return page.getByRole('button', { name: button }).count();
  });
}

function queueOf(moderator) {
  return eventually(`a mail to ${moderator} with a link to the queue`, async () => {
    const [link] = await linksUnder('/moderation/', (mail) => mail.to.includes(moderator));
    return link?.split('?')[0];
  });
}
