// From the form to the programme, by keyboard alone, whether or not scripts run.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { visitor } from './browser.mjs';
import { eventInParisOf } from './event.mjs';
import * as moderator from './moderators.mjs';
import * as people from './steps.mjs';

for (const javaScriptEnabled of [false, true]) {
  test(`an event goes to the programme by keyboard ${javaScriptEnabled ? 'with' : 'without'} scripts`, async (t) => {
    const page = await visitor(t, { javaScriptEnabled });
    const event = eventInParisOf(`clavier-${javaScriptEnabled ? 'avec' : 'sans'}`);

    await people.opensTheForm(page);
    await people.proposesTooEarly(page, event);
    await people.goesBackTo(page, /résumé/i, /^Résumé/);
    await people.fillsTheRest(page, event);
    await people.sends(page);
    assert.match(await people.heading(page), /confirmez votre adresse/);

    await people.opensTheConfirmation(page, event);
    await people.confirms(page);

    await moderator.opensTheLetter(page, event);
    await moderator.publishes(page);
    await moderator.undoes(page);
    await moderator.publishes(page);

    await people.findsTheEvent(page, event);
    await people.readsTheEvent(page, event);
  });
}
