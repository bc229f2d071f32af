// From the form to the programme, and from the sign-up to the letter, by keyboard alone, whether or not scripts run.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { visitor } from './browser.mjs';
import * as editor from './editors.mjs';
import { eventInParisOf } from './event.mjs';
import * as form from './form.mjs';
import { letterOf } from './letter.mjs';
import * as moderator from './moderators.mjs';
import * as reader from './readers.mjs';
import * as people from './steps.mjs';

for (const javaScriptEnabled of [false, true]) {
  test(`an event goes to the programme by keyboard ${javaScriptEnabled ? 'with' : 'without'} scripts`, async (t) => {
    const page = await visitor(t, { javaScriptEnabled });
    const event = eventInParisOf(`clavier-${javaScriptEnabled ? 'avec' : 'sans'}`);

    await form.opensTheForm(page);
    await form.proposesTooEarly(page, event);
    await form.goesBackTo(page, /résumé/i, /^Résumé/);
    await form.fillsTheRest(page, event);
    await form.sends(page);
    assert.match(await people.heading(page), /proposition est envoyée/);

    await people.opensTheConfirmation(page, event);
    await people.confirms(page);

    await moderator.opensTheLetter(page, event);
    await moderator.publishes(page);
    await moderator.undoes(page);
    await moderator.publishes(page);

    await people.findsTheEvent(page, event);
    await people.readsTheEvent(page, event);
  });

  test(`a letter is written and read by keyboard ${javaScriptEnabled ? 'with' : 'without'} scripts`, async (t) => {
    const page = await visitor(t, { javaScriptEnabled });
    const letter = letterOf(`clavier-${javaScriptEnabled ? 'avec' : 'sans'}`);

    await reader.opensTheForm(page);
    await reader.asks(page, letter);
    await reader.opensTheConfirmation(page, letter);
    await reader.confirms(page);

    await editor.opensADraft(page, letter);
    await editor.begins(page, letter);
    await editor.writes(page, letter);
    await editor.tries(page);
    await editor.launches(page);
    await editor.seesItSent(page, letter);
    await editor.looksUp(page, letter);

    await reader.opensTheHeader(page, letter);
    await reader.readsMonthly(page);
    await reader.leaves(page);
    await editor.findsTheLetter(page, letter);
    await editor.readsTheLetter(page, letter);
  });
}
