// What organisers do once they have proposed, and what readers do, by keyboard: it reads as they would tell it.

import assert from 'node:assert/strict';

import { elsewhere } from './browser.mjs';
import { eventually } from './eventually.mjs';
import { keyboard } from './keyboard.mjs';
import { linkAbout } from './mailbox.mjs';

const CONFIRM = /^Confirmer ma proposition/;
const CORRECT = /^Envoyer ma nouvelle version/;

/** The organiser follows the link of the mail. */
export async function opensTheConfirmation(page, event) {
  await page.goto(await linkAbout(event, '/confirmer/'));
}

/** The organiser presses the button and has forgotten the box. */
export async function confirmsWithoutTheTick(page) {
  await keyboard(page).push(CONFIRM);
}

/** The organiser confirms. */
export async function confirms(page) {
  const hands = keyboard(page);
  await hands.tick(/c’est bien moi/);
  await hands.push(CONFIRM);
  assert.match(await heading(page), /adresse est confirmée/);
}

/** The organiser follows the link of the mail that asks for changes. */
export async function opensTheCorrection(page, event) {
  await page.goto(await linkAbout(event, '/corriger/'));
}

/** The organiser erases the title, and sends. */
export async function correctsBadly(page) {
  const hands = keyboard(page);
  await hands.type(/^Titre/, '');
  await hands.push(CORRECT);
}

/** The organiser gives the title back, and a better summary. */
export async function corrects(page, event) {
  const hands = keyboard(page);
  await hands.type(/^Titre/, event.title);
  await writesASummary(page, 'On y apprend à revoir un accueil avec ceux qui s’en servent.');
  await hands.push(CORRECT);
  assert.match(await heading(page), /nouvelle version est bien arrivée/);
}

/** The organiser changes what is in the programme. */
export async function correctsAgain(page) {
  await writesASummary(page, 'Pour revoir un accueil avec ceux qui s’en servent, plans en main.');
  await keyboard(page).push(CORRECT);
  assert.match(await heading(page), /nouvelle version est bien arrivée/);
}

/** The organiser corrects on two screens, and sends the one after the other. */
export async function correctsTwice(page, event) {
  await opensTheCorrection(page, event);
  await elsewhere(page, async (other) => {
    await opensTheCorrection(other, event);
    await writesASummary(other, 'On y apprend à écouter ceux qui viennent à l’accueil.');
    await keyboard(other).push(CORRECT);
  });
  await writesASummary(page, 'On y apprend à revoir un accueil.');
  await keyboard(page).push(CORRECT);
  assert.match(await page.getByRole('alert').innerText(), /Une autre version est arrivée entre-temps/);
}

/** The organiser is writing when the team decides, and sends: `decides` does it in another window. */
export async function correctsDuring(page, event, decides) {
  await opensTheCorrection(page, event);
  await writesASummary(page, 'On y apprend à revoir un accueil, sans jargon.');
  await elsewhere(page, decides);
  await keyboard(page).enter();
  assert.match(await page.getByRole('alert').innerText(), /L’équipe examine votre événement en ce moment/);
}

/** The organiser sends it again until the decision is known, and reads that it is too late. */
export async function correctsTooLate(page) {
  await eventually('the page that is closed', async () => {
    await keyboard(page).push(CORRECT);
    return page.getByRole('heading', { name: /n’est plus au programme/ }).count();
  });
}

/** Anyone finds the event in the programme, once it is there. */
export async function findsTheEvent(page, event) {
  const named = page.getByRole('link', { name: event.title });
  await eventually(`“${event.title}” in the programme`, async () => {
    await opensTheProgramme(page);
    return named.count();
  });
}

/** Anyone goes from the home page to the programme. */
export async function opensTheProgramme(page) {
  await page.goto('/');
  await keyboard(page).follow(/^Programme$/);
}

/** Anyone opens the event's page from the programme. */
export async function readsTheEvent(page, event) {
  await keyboard(page).follow(event.title);
  assert.equal(await heading(page), event.title);
}

/** The page's one title. */
export function heading(page) {
  return page.getByRole('heading', { level: 1 }).innerText();
}

function writesASummary(page, summary) {
  return keyboard(page).type(/^Résumé/, summary);
}
