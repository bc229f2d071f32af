// What organisers do with their event once it is proposed, by keyboard, from their private link.

import assert from 'node:assert/strict';

import { eventually } from './eventually.mjs';
import { keyboard } from './keyboard.mjs';
import { linkAbout } from './mailbox.mjs';
import { picture } from './picture.mjs';
import { heading } from './steps.mjs';

/** The organiser follows the private link of a mail. */
export async function opensTheirEvent(page, event) {
  await page.goto(await linkAbout(event, '/mon-evenement/'));
  assert.equal(await heading(page), event.title);
}

/** The organiser waits until the decision stands, and the page says it. */
export async function readsThatItIsPublished(page) {
  await eventually('the page that says that the event is in the programme', async () => {
    await page.reload();
    return page.getByText('Votre événement est au programme.').count();
  });
}

/** The organiser wants to say something that cannot wait. */
export async function wantsToAnnounce(page) {
  await keyboard(page).follow(/^Annoncer un changement/);
}

/** The organiser says nothing new. */
export async function announcesNothing(page) {
  await keyboard(page).push(/^Vérifier ce qui change/);
}

/** The organiser says that no place is left, and reads what that changes. */
export async function announcesThatItIsFull(page) {
  const hands = keyboard(page);
  await hands.pick(/^Oui, mais il est complet/);
  await hands.push(/^Vérifier ce qui change/);
}

/** The organiser publishes it, and has forgotten the box. */
export async function publishesWithoutTheTick(page) {
  await keyboard(page).push(/^Publier ces changements/);
}

/** The organiser publishes it. */
export async function publishes(page) {
  const hands = keyboard(page);
  await hands.tick(/^J’ai relu/);
  await hands.push(/^Publier ces changements/);
}

/** The organiser opens the page of those who follow the event. */
export async function opensTheTeam(page) {
  await keyboard(page).follow(/^Suivre l’événement à plusieurs/);
}

/** The organiser invites nobody in particular. */
export async function invitesNobody(page) {
  await keyboard(page).push(/^Inviter$/);
}

/** The organiser invites a colleague. */
export async function invites(page, address) {
  const hands = keyboard(page);
  await hands.type(/^Adresse électronique de votre collègue/, address);
  await hands.tick(/^Cette personne est d’accord/);
  await hands.push(/^Inviter$/);
}

/** The organiser wants the same event once more. */
export async function wantsItAgain(page) {
  await keyboard(page).follow(/^(Reproposer|Reconduire) cet événement/);
}

/** The organiser has lost the links, and says so without an address. */
export async function asksForNoLinks(page) {
  await page.goto('/mes-evenements');
  await keyboard(page).push(/^Renvoyer mes liens/);
}

/** The organiser asks for the links again. */
export async function asksForTheLinks(page, event) {
  const hands = keyboard(page);
  await hands.type(/^Votre adresse électronique/, event.email);
  await hands.push(/^Renvoyer mes liens/);
}

/** The organiser wants to give the event a picture. */
export async function wantsAPicture(page) {
  await keyboard(page).follow(/^(Ajouter une image|Changer l’image)/);
}

/** The organiser sends a picture, and sees it. */
export async function sendsAPicture(page) {
  await page.getByLabel(/^Image/).setInputFiles({ name: 'affiche.png', mimeType: 'image/png', buffer: picture() });
  await keyboard(page).push(/^Envoyer l’image/);
  assert.equal(await page.getByRole('img', { name: 'Aperçu de votre image' }).count(), 1);
}

/** The organiser keeps it without a word. */
export async function keepsItWithoutAWord(page) {
  await keyboard(page).push(/^Enregistrer l’image/);
}

/** The organiser says what the picture shows, who made it, and keeps it. */
export async function keepsIt(page) {
  const hands = keyboard(page);
  await hands.type(/^Texte qui remplace l’image/, 'Six agents autour d’une maquette de guichet.');
  await hands.type(/^Crédit/, 'Camille Durand');
  await hands.tick(/^J’ai le droit/);
  await hands.push(/^Enregistrer l’image/);
}

/** Anyone reads in the programme what the organiser has announced, once it is there. */
export async function isSaidToBeFull(page, event) {
  await eventually(`“${event.title}” is said to be full`, async () => {
    await page.reload();
    return page.getByText(/^Complet$/).count();
  });
}
