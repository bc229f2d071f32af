// A robot reads the mails first; nothing happens, and people then succeed at the first try.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { visitor } from './browser.mjs';
import * as editor from './editors.mjs';
import { eventInParisOf } from './event.mjs';
import * as form from './form.mjs';
import { letterOf } from './letter.mjs';
import * as moderator from './moderators.mjs';
import * as reader from './readers.mjs';
import { robot } from './robot.mjs';
import * as people from './steps.mjs';

test('a robot that opens, sends and presses everything neither confirms, decides nor undoes', async (t) => {
  const guard = await robot(await visitor(t));
  const page = await visitor(t);
  const event = eventInParisOf('robot');

  await form.opensTheForm(page);
  await form.proposes(page, event);

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

test('nor does it subscribe, write, launch or unsubscribe', async (t) => {
  const guard = await robot(await visitor(t));
  const page = await visitor(t);
  const letter = letterOf('robot');

  await reader.opensTheForm(page);
  await reader.asks(page, letter);
  await reader.opensTheConfirmation(page, letter);
  await guard.reads(letter);
  await page.reload();
  await reader.confirms(page);
  await reader.opensTheChoices(page, letter);
  const choices = page.url();

  await editor.opensADraft(page, letter);
  await editor.begins(page, letter);
  await editor.writes(page, letter);
  await editor.tries(page);
  await guard.reads(letter);
  await page.goto(letter.page);
  await editor.launches(page);
  await reader.opensTheHeader(page, letter);
  await guard.reads(letter);
  await page.goto(choices);
  await reader.readsMonthly(page);
  await reader.leaves(page);

  // The confirmation, the choices, the draft, the letter's own links, each twice and its forms and buttons as well.
  assert.ok(guard.counted.links >= 6 && guard.counted.sent >= 20, JSON.stringify(guard.counted));
});
