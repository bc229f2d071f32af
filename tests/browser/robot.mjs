// What programs that guard mailboxes do with mails, at their worst.

import { leave } from './keyboard.mjs';
import { links, mails, mentions } from './mailbox.mjs';

const BUTTONS = 'button, input[type="submit"], input[type="image"], input[type="button"], [role="button"]';

/** A robot at a page of its own. It guards what comes from now on: other walks have mails of their own. */
export async function robot(page) {
  const known = new Set((await mails()).map((mail) => mail.id));
  const counted = { links: 0, sent: 0 };
  page.on('request', (request) => {
    if (request.method() === 'POST') counted.sent += 1;
  });
  return {
    /**
     * Opens every link of every new mail by HEAD and by GET, sends every form as it is served, presses every button; all
     * of it twice. Mails that it knows already are read again when they are about `event`.
     */
    async reads(event) {
      const read = (await mails()).filter((mail) => !known.has(mail.id) || mentions(mail, event));
      for (const mail of read) known.add(mail.id);
      for (const link of new Set(read.flatMap(links))) {
        counted.links += 1;
        for (let time = 0; time < 2; time += 1) await tries(page, link);
      }
    },
    /** What it has done so far. */
    counted,
  };
}

async function tries(page, link) {
  await page.request.head(link);
  await each(page, link, 'form', (form) => leave(page, () => form.evaluate(send)));
  await each(page, link, BUTTONS, async (button) => {
    const press = () => button.evaluate((element) => element.click());
    await ((await button.evaluate(sends)) ? leave(page, press) : press());
  });
}

/** Opens the link once for each such thing on its page, which people may change in between. */
async function each(page, link, selector, act) {
  const things = page.locator(selector);
  for (let thing = 0; ; thing += 1) {
    await page.goto(link);
    if ((await things.count()) <= thing) return;
    await act(things.nth(thing));
  }
}

/** Sends a form as a script can, whatever its fields ask for. Runs in the page. */
function send(form) {
  HTMLFormElement.prototype.submit.call(form);
}

/** Whether a button sends a form; the robot lets no field of it object. Runs in the page. */
function sends(element) {
  if (element.form) element.form.noValidate = true;
  return Boolean(element.form) && ['submit', 'image'].includes(element.type) && !element.disabled;
}
