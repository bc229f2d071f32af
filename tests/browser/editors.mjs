// What editors of the newsletter do, by keyboard.

import assert from 'node:assert/strict';

import { opensAgain } from './browser.mjs';
import { eventually } from './eventually.mjs';
import { keyboard } from './keyboard.mjs';
import { linkTo } from './mailbox.mjs';

const SAVE = /^Enregistrer et prévisualiser/;
const DECIDE = /^Valider mon choix/;
const BEGIN = /^Commencer une lettre vierge/;
const TRY = /^M’envoyer un essai/;
const LOOK_UP = /^Chercher/;

/** Opens the page of a draft from the mail that brought it. */
export async function opensADraft(page, { editor }) {
  await page.goto(await linkTo(editor, '/lettre/'));
}

/** Wants another letter, and has forgotten the box. */
export async function beginsWithoutTheTick(page) {
  await keyboard(page).push(BEGIN);
}

/** Begins a letter of their own. */
export async function begins(page, letter) {
  const hands = keyboard(page);
  await hands.tick(/^Oui, je commence une lettre vierge/);
  await hands.push(BEGIN);
  letter.page = page.url().split('#')[0];
}

/** Erases the subject, and saves. */
export async function savesWithoutASubject(page) {
  const hands = keyboard(page);
  await hands.type(/^Objet/, '');
  await hands.push(SAVE);
}

/** Writes the letter, for one region, and saves. */
export async function writes(page, letter) {
  const hands = keyboard(page);
  await hands.type(/^Objet/, letter.title);
  await hands.type(/^Texte d’aperçu/, letter.preheader);
  await hands.type(/^Éditorial/, letter.editorial);
  await hands.unfold(/^Régions/);
  await hands.tick(letter.region);
  await hands.push(SAVE);
  await sees(page, /Contenu enregistré/);
}

/** Wants to try it out, and has forgotten the box. */
export async function triesWithoutTheTick(page) {
  await keyboard(page).push(TRY);
}

/** Sends it to themselves. */
export async function tries(page) {
  const hands = keyboard(page);
  await hands.tick(/^Oui, envoyez-moi/);
  await hands.push(TRY);
  await sees(page, /Essai demandé/);
}

/** Presses the button without a choice. */
export async function decidesWithoutAChoice(page) {
  await keyboard(page).push(DECIDE);
}

/** Wants it to leave later, and does not say when. */
export async function schedulesWithoutATime(page) {
  const hands = keyboard(page);
  await hands.pick(/^Programmer l’envoi/);
  await hands.push(DECIDE);
}

/** Has it leave. */
export async function launches(page) {
  const hands = keyboard(page);
  await hands.pick(/^Envoyer maintenant/);
  await hands.push(DECIDE);
  await sees(page, /Envoi demandé/);
}

/** Opens its page until all of it has left. */
export async function seesItSent(page, letter) {
  await page.goto(letter.page);
  await eventually(`“${letter.title}” sent`, async () => {
    await opensAgain(page);
    return page.getByText('L’envoi s’est terminé').count();
  });
}

/** Asks what became of nobody's copy. */
export async function looksUpNobody(page) {
  await keyboard(page).push(LOOK_UP);
}

/** Asks what became of the reader's copy. */
export async function looksUp(page, letter) {
  const hands = keyboard(page);
  await hands.type(/^Adresse électronique/, letter.reader);
  await hands.push(LOOK_UP);
  await sees(page, /Sa copie/);
}

/** Anyone finds the letter on the web, once it is there. */
export async function findsTheLetter(page, letter) {
  const named = page.getByRole('link', { name: letter.title });
  await eventually(`“${letter.title}” on the web`, async () => {
    await page.goto('/');
    await keyboard(page).follow(/^les lettres parues/);
    return named.count();
  });
}

/** Anyone reads it there. */
export async function readsTheLetter(page, letter) {
  await keyboard(page).follow(letter.title);
  assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), letter.title);
}

export async function sees(page, words) {
  assert.match(await page.getByRole('main').innerText(), words);
}
