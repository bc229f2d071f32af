// What readers of the newsletter do, by keyboard.

import assert from 'node:assert/strict';

import { keyboard } from './keyboard.mjs';
import { linkTo, oneClickOf } from './mailbox.mjs';
import { heading } from './steps.mjs';

const SIGN_UP = /^M’abonner/;
const CONFIRM = /^Confirmer mon abonnement/;
const SAVE = /^Enregistrer mes choix/;
const MOVE = /^Changer d’adresse/;
const LEAVE = /^Valider/;
const ADDRESS = /^Adresse électronique/;

/** Opens the form from the foot of the home page. */
export async function opensTheForm(page) {
  await page.goto('/');
  await keyboard(page).follow(/^Lettre d’information$/);
}

/** Sends the form as it is. */
export async function asksForNothing(page) {
  await keyboard(page).push(SIGN_UP);
}

/** Sends half an address, and does not consent. */
export async function asksBadly(page) {
  const hands = keyboard(page);
  await hands.type(ADDRESS, 'lectrice@');
  await hands.push(SIGN_UP);
}

/** Fills the form and sends it. */
export async function asks(page, letter) {
  const hands = keyboard(page);
  await hands.type(ADDRESS, letter.reader);
  await hands.choose(/^Votre région/, letter.region);
  await hands.tick(/^J’accepte de recevoir/);
  await hands.push(SIGN_UP);
  assert.match(await heading(page), /Vérifiez votre boîte/);
}

/** Follows the link of the mail that asks to confirm. */
export async function opensTheConfirmation(page, letter) {
  await page.goto(await linkTo(letter.reader, '/abonnement/confirmer/'));
}

/** Presses the button and has forgotten the box. */
export async function confirmsWithoutTheTick(page) {
  await keyboard(page).push(CONFIRM);
}

/** Confirms. */
export async function confirms(page) {
  const hands = keyboard(page);
  await hands.tick(/^Oui, je m’abonne/);
  await hands.push(CONFIRM);
  assert.match(await heading(page), /abonnement est confirmé/);
}

/** Follows the link of the welcome to the choices. */
export async function opensTheChoices(page, letter) {
  await page.goto(await linkTo(letter.reader, '/abonnement/mes-choix/'));
}

/** Presses the button and has changed nothing. */
export async function savesNothing(page) {
  await keyboard(page).push(SAVE);
  assert.match(await page.getByRole('main').innerText(), /Vous n’avez rien changé/);
}

/** Wants to read once a month. */
export async function readsMonthly(page) {
  const hands = keyboard(page);
  await hands.pick(/par mois/);
  await hands.push(SAVE);
  assert.match(await page.getByRole('main').innerText(), /Vos choix sont enregistrés/);
}

/** Wants to read each issue again. */
export async function readsEach(page) {
  const hands = keyboard(page);
  await hands.pick(/[Cc]haque lettre|Toutes les lettres/);
  await hands.push(SAVE);
  assert.match(await page.getByRole('main').innerText(), /Vos choix sont enregistrés/);
}

/** Moves to half an address. */
export async function movesBadly(page) {
  const hands = keyboard(page);
  await hands.type(/^Nouvelle adresse/, 'ailleurs@');
  await hands.push(MOVE);
}

/** Moves to another address, which is to be confirmed. */
export async function moves(page, letter) {
  const hands = keyboard(page);
  await hands.type(/^Nouvelle adresse/, letter.elsewhere);
  await hands.push(MOVE);
  assert.match(await page.getByRole('main').innerText(), /Confirmez votre nouvelle adresse/);
}

/** Presses the button that ends it, without a choice. */
export async function leavesWithoutAWord(page) {
  await keyboard(page).push(LEAVE);
}

/** Wants everything erased, and is not sure. */
export async function erasesWithoutTheTick(page) {
  const hands = keyboard(page);
  await hands.pick(/^Tout effacer/);
  await hands.push(LEAVE);
}

/** Leaves. */
export async function leaves(page) {
  const hands = keyboard(page);
  await hands.pick(/^Me désabonner/);
  await hands.push(LEAVE);
  await hasLeft(page);
}

/** Opens where the header of the letter leads, as a curious person may. */
export async function opensTheHeader(page, letter) {
  await page.goto(await oneClickOf(letter));
  assert.match(await heading(page), /Mes choix/);
}

/** Reads that they receive nothing more. */
export async function hasLeft(page) {
  assert.match(await heading(page), /Vous ne recevez plus la lettre/);
}
