// A robot reads the mails first; nothing happens, and people then succeed at the first try.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { visitor } from './browser.mjs';
import { eventInParisOf } from './event.mjs';
import * as moderator from './moderators.mjs';
import { robot } from './robot.mjs';
import * as people from './steps.mjs';

test('a robot that opens, sends and presses everything neither confirms, decides nor undoes', async (t) => {
  const guard = robot(await visitor(t));
  const page = await visitor(t);
  const event = eventInParisOf('robot');

  await people.opensTheForm(page);
  await people.proposes(page, event);

  await people.opensTheConfirmation(page, event);
  await guard.reads(event);
  await page.reload();
  await people.confirms(page);

  await moderator.opensTheLetter(page, event);
  const decision = page.url();
  await guard.reads(event);
  await page.reload();
  await moderator.publishes(page);

  await people.findsTheEvent(page, event);
  await guard.reads(event);
  await page.goto(decision);
  await moderator.sees(page, /Publié par/);
  await people.findsTheEvent(page, event);

  // Each link twice, each page with a form and its button at least while the event waited.
  assert.ok(guard.counted.links >= 2 && guard.counted.sent >= 8, JSON.stringify(guard.counted));
});
