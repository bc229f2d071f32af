// The mails that the service has sent, read as in a mail program.

import { SERVICE } from './browser.mjs';
import { eventually } from './eventually.mjs';

/** Every mail so far. */
export async function mails() {
  const answer = await fetch(`${SERVICE}/_boite/api/messages`);
  if (!answer.ok) throw new Error(`the mailbox answers ${answer.status}`);
  return answer.json();
}

/** The addresses of the service that a mail leads to, in its text, its HTML or the header that unsubscribes. */
export function links(mail) {
  const written = `${mail.text ?? ''} ${(mail.html ?? '').replaceAll('&amp;', '&')} ${mail.one_click ?? ''}`;
  const found = written.match(/https?:\/\/[^\s"'<>]+/g) ?? [];
  return [...new Set(found)].filter((link) => new URL(link).origin === new URL(SERVICE).origin);
}

/** The links under a path in the mails that `are` so. */
export async function linksUnder(path, are) {
  const led = (await mails()).filter(are).flatMap(links);
  return led.filter((link) => new URL(link).pathname.startsWith(path));
}

/** The link under a path of the mail about an event; waits for the mail. */
export function linkAbout(event, path) {
  return eventually(`a mail about “${event.title}” with a link to ${path}`, async () => {
    const [link] = await linksUnder(path, (mail) => mentions(mail, event));
    return link;
  });
}

/** The link under a path of the latest mail to someone that has one; waits for the mail. */
export function linkTo(address, path) {
  return eventually(`a mail to ${address} with a link to ${path}`, async () => {
    const [link] = await linksUnder(path, (mail) => mail.to.includes(address));
    return link;
  });
}

/** Where the header of a letter leads, by which mail programs unsubscribe; waits for the letter. */
export function oneClickOf(letter) {
  return eventually(`“${letter.title}” for ${letter.reader}`, async () => {
    const received = await mails();
    const sent = (mail) => mail.to.includes(letter.reader) && mentions(mail, letter);
    return received.find((mail) => sent(mail) && mail.one_click)?.one_click;
  });
}

/** Whether a mail speaks of an event, or is a letter. */
export function mentions(mail, event) {
  return plain(`${mail.subject} ${mail.text}`).includes(plain(event.title));
}

/** Words as they read, wherever lines and spaces were broken. */
function plain(text) {
  return text.replace(/\s+/g, ' ');
}
