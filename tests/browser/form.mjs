// What organisers do with the form, by keyboard: it reads as they would tell it.

import assert from 'node:assert/strict';

import { eventually } from './eventually.mjs';
import { keyboard } from './keyboard.mjs';
import { heading } from './steps.mjs';

const CONTINUE = /^Continuer$/;
const CHECK = /^Vérifier ma proposition/;
const SEND = /^Envoyer ma proposition/;

/** The organiser reads what it is about. */
export async function readsTheIntroduction(page) {
  await page.goto('/');
  await keyboard(page).follow(/^Proposer un événement/);
}

/** The organiser opens the form. */
export async function opensTheForm(page) {
  await readsTheIntroduction(page);
  await keyboard(page).follow(/^Commencer/);
}

/** The organiser goes on without having typed anything. */
export async function goesOn(page) {
  await keyboard(page).push(CONTINUE);
}

/** The organiser has only a title, and presses Enter too early. */
export async function proposesTooEarly(page, event) {
  const hands = keyboard(page);
  await hands.type(/^Titre/, event.title);
  await hands.enter();
}

/** The organiser follows the error summary to a field. */
export async function goesBackTo(page, message, field) {
  const hands = keyboard(page);
  await hands.reach('link', message);
  await hands.press('Enter');
  assert.equal(await page.getByRole('textbox', { name: field }).and(page.locator(':focus')).count(), 1);
}

/** The organiser fills every field that must be, checks, and sends. */
export async function proposes(page, event) {
  await keyboard(page).type(/^Titre/, event.title);
  await fillsTheRest(page, event);
  await sends(page);
  assert.match(await heading(page), /proposition est envoyée/);
}

/** The organiser fills what comes after the title, to the page where everything is checked. */
export async function fillsTheRest(page, event) {
  await saysWhatItIs(page, event);
  await goesOn(page);
  await saysWhen(page, event);
  await goesOn(page);
  await saysWhere(page, event);
  await goesOn(page);
  await saysForWhom(page);
  await goesOn(page);
  await saysWho(page, event);
  await checks(page);
}

export async function saysWhatItIs(page, event) {
  const hands = keyboard(page);
  await hands.type(/^Résumé/, event.summary);
  await hands.type(/^Description/, event.description);
  await hands.choose(/^Format/, event.format);
  await hands.tick(/^Design et expérience/);
}

export async function saysWhen(page, event) {
  const hands = keyboard(page);
  await hands.pick(/^À des dates précises/);
  await hands.typeDay(/^Date/, await dayOfTheMonth(page, event.day));
  await hands.typeMorning(/^Heure de début/, '09:30');
  await hands.typeMorning(/^Heure de fin/, '11:45');
}

export async function saysWhere(page, event) {
  const hands = keyboard(page);
  await hands.pick(/^Sur place$/);
  await hands.type(/^Nom du lieu/, event.place);
  await hands.type(/^Code postal/, event.postcode);
  await hands.type(/^Commune/, event.commune);
}

/** The organiser types a town that the postcode does not have. */
export async function mistakesTheTown(page, event) {
  await saysWhere(page, { ...event, commune: 'Trifouilly' });
  await goesOn(page);
}

/** The organiser finds the town among those of the postcode. */
export async function choosesTheTown(page, event) {
  await keyboard(page).choose(/^Commune/, event.commune);
}

export async function saysForWhom(page) {
  const hands = keyboard(page);
  await hands.tick(/^Agents publics/);
  await hands.tick(/^Grand public/);
}

export async function saysWho(page, event) {
  const hands = keyboard(page);
  await hands.type(/^Nom de l’organisation/, event.organisation);
  await hands.choose(/^Type d’organisation/, event.organisationKind);
  await hands.type(/^Prénom et nom/, event.organiser);
  await hands.type(/^Adresse électronique(?! publique)/, event.email);
}

/** The organiser goes from the last step to the page where everything is checked. */
export async function checks(page) {
  await keyboard(page).push(CHECK);
}

/** The organiser sends without having said that it is right. */
export async function sendsWithoutTheTick(page) {
  await keyboard(page).push(SEND);
}

/** The organiser sends; and, who was quicker than anybody reads, presses a second time as the page asks. */
export async function sends(page) {
  const hands = keyboard(page);
  const isQuick = page.getByRole('heading', { name: /^Appuyez une seconde fois/ });
  await eventually('the form, sent', async () => {
    await hands.tick(/exactes/);
    await hands.push(SEND);
    return (await isQuick.count()) === 0;
  });
}

/** The organiser has a second date. */
export async function addsADate(page) {
  await keyboard(page).push(/^Ajouter une date/);
  assert.equal(await page.getByRole('textbox', { name: /^Date/ }).count(), 2);
}

/** The organiser changes their mind about it. */
export async function removesADate(page) {
  await keyboard(page).push(/^Retirer la date n°\s2/);
  assert.equal(await page.getByRole('textbox', { name: /^Date/ }).count(), 1);
}

/** The organiser stops here, and notes the draft's address. */
export async function stops(page) {
  await keyboard(page).push(/^Enregistrer et continuer plus tard/);
}

/** The organiser wants the draft's address by mail, and forgets to say where. */
export async function asksForTheLinkWithoutAnAddress(page) {
  const hands = keyboard(page);
  await hands.type(/^(Votre )?[Aa]dresse électronique/, '');
  await hands.push(/^Recevoir ce lien/);
}

/** The organiser goes on with the draft where something is missing. */
export async function goesOnWithTheDraft(page) {
  await keyboard(page).follow(/^Continuer$/);
}

/** The organiser comes back to the draft. */
export async function resumes(page) {
  await keyboard(page).follow(/^Reprendre ma proposition/);
}

/** A day of the edition's November, as the header's link to the programme dates it. */
async function dayOfTheMonth(page, day) {
  const programme = await page.getByRole('link', { name: 'Programme' }).getAttribute('href');
  return `${programme.split('/')[1]}-11-${String(day).padStart(2, '0')}`;
}
