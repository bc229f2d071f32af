// What moderators do in their queue, by keyboard.

import { eventually } from './eventually.mjs';
import { keyboard } from './keyboard.mjs';
import { linksUnder } from './mailbox.mjs';

const UNFIT = 'L’événement n’est pas ouvert au-delà de votre service.';

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
export async function opens(page, { moderator }) {
  await page.goto(await queueOf(moderator));
}

/** Looks for words that no event has. */
export async function looksForNothing(page) {
  const hands = keyboard(page);
  await hands.type(/^Chercher/, 'introuvable', 'searchbox');
  await hands.push(/^Afficher/);
}

/** Opens the queue where only the event is, once it is there. */
export function finds(page, event) {
  return narrows(page, event.one, [event]);
}

/** Opens the queue where only the event and its look-alike are, once both are there. */
export function findsBoth(page, event, lookAlike) {
  return narrows(page, event.mark, [event, lookAlike]);
}

/** Goes from the filtered queue to the page that asks whether all of it is to be published. */
export function wantsToPublishAll(page) {
  return wants(page, /^Publier…/);
}

/** Goes to the page that asks why all of it is to be refused. */
export function wantsToRefuseAll(page) {
  return wants(page, /^Refuser…/);
}

/** Goes to the page that asks whom all of it is to be entrusted to. */
export function wantsToEntrustAll(page) {
  return wants(page, /^Confier…/);
}

/** Publishes all without ticking the box. */
export async function publishesAllWithoutTheTick(page) {
  await keyboard(page).push(/^Publier/);
}

/** Publishes all. */
export async function publishesAll(page) {
  await agrees(page);
  await keyboard(page).push(/^Publier/);
}

/** Refuses all, and neither says why nor ticks the box. */
export async function refusesAllWithoutAReason(page) {
  await keyboard(page).push(/^Refuser/);
}

/** Refuses all. */
export async function refusesAll(page) {
  await keyboard(page).choose(/^Motif du refus/, UNFIT);
  await agrees(page);
  await keyboard(page).push(/^Refuser/);
}

/** Entrusts all, to nobody. */
export async function entrustsAllToNobody(page) {
  await agrees(page);
  await keyboard(page).push(/^Confier/);
}

/** Wants to undo what was ordered, without ticking the box. */
export async function undoesAllWithoutTheTick(page) {
  await keyboard(page).push(/^Tout annuler/);
}

/** Undoes what was ordered, and looks until everything is as it was. */
export async function undoesAll(page) {
  const hands = keyboard(page);
  await hands.tick(/^J’annule/);
  await hands.push(/^Tout annuler/);
  await eventually('the end of the order', async () => {
    await page.reload();
    return page.getByRole('heading', { name: /^C’est fait/ }).count();
  });
}

async function narrows(page, sought, events) {
  const only = new URLSearchParams({ pour: 'toutes', q: sought });
  const links = events.map((event) => page.getByRole('link', { name: event.title }));
  await eventually(`“${sought}” in the queue`, async () => {
    await page.goto(`${await queueOf(events[0].moderator)}?${only}`);
    const counts = await Promise.all(links.map((link) => link.count()));
    return counts.every((count) => count > 0);
  });
}

async function wants(page, button) {
  const hands = keyboard(page);
  await hands.unfold(/^Décider pour/);
  await hands.push(button);
}

function agrees(page) {
  return keyboard(page).tick(/^J’ai relu la liste/);
}

function queueOf(moderator) {
  return eventually(`a mail to ${moderator} with a link to the queue`, async () => {
    const [link] = await linksUnder('/moderation/', (mail) => mail.to.includes(moderator));
    return link?.split('?')[0];
  });
}
