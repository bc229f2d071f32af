// What the form's script adds for who has one.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';

import { visitor } from './browser.mjs';
import { eventOf } from './event.mjs';
import { eventually } from './eventually.mjs';
import * as form from './form.mjs';
import { keyboard } from './keyboard.mjs';
import { linkAbout, mails, mentions } from './mailbox.mjs';
import * as organiser from './organiser.mjs';
import * as people from './steps.mjs';

test('what is left to type is counted as the server counts it', async (t) => {
  const page = await visitor(t);
  await form.opensTheForm(page);
  const hands = keyboard(page);
  await hands.type(/^Titre/, `  ${'é'.repeat(138)}  `);
  assert.equal(await page.getByText('2 caractères encore possibles').count(), 1);
  await hands.type(/^Titre/, 'é'.repeat(141));
  assert.equal(await page.getByText('1 caractère de trop').count(), 1);
});

test('a button that is pressed twice sends once', async (t) => {
  const page = await visitor(t);
  await form.opensTheForm(page);
  let sent = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST') sent += 1;
  });
  const pressedTwice = page.getByRole('button', { name: 'Continuer', exact: true }).evaluate((button) => {
    button.click();
    button.click();
  });
  await Promise.all([page.waitForEvent('load'), pressedTwice]);
  assert.equal(sent, 1);
});

test('the page proves its work, and a known address then waits for nobody', async (t) => {
  const page = await visitor(t);
  const first = eventOf('preuve');
  await form.opensTheForm(page);
  await form.proposes(page, first);
  await people.opensTheConfirmation(page, first);
  await people.confirms(page);

  const second = { ...eventOf('preuve'), email: first.email };
  await form.opensTheForm(page);
  await keyboard(page).type(/^Titre/, second.title);
  await form.fillsTheRest(page, second);
  const work = page.locator('form[data-proof]');
  const nonce = await eventually('the proof', () => work.locator('[name="preuve"]').inputValue());
  const hash = createHash('sha256').update(`${await work.getAttribute('data-proof')}:${nonce}`).digest();
  assert.deepEqual([...hash.subarray(0, 2)], [0, 0]);
  await form.sends(page);
  await linkAbout(second, '/mon-evenement/');
  const asked = (await mails()).filter((mail) => mentions(mail, second) && mail.text.includes('/confirmer/'));
  assert.deepEqual(asked, []);
});

test('a file that is too heavy is not sent at all', async (t) => {
  const page = await visitor(t);
  await form.opensTheForm(page);
  await keyboard(page).type(/^Titre/, eventOf('poids').title);
  await form.goesOn(page);
  const step = await page.locator('form.proposal').getAttribute('action');
  await page.goto(step.replace(/[^/]*$/, 'image'));
  let sent = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST') sent += 1;
  });
  await page.getByLabel(/^Image/).setInputFiles({
    name: 'affiche.png',
    mimeType: 'image/png',
    buffer: Buffer.alloc(8_000_001),
  });
  await page.getByRole('button', { name: 'Envoyer l’image' }).click();
  await page.getByText(/8\sMo/).last().waitFor();
  assert.equal(sent, 0);
  assert.equal(await page.getByLabel(/^Image/).getAttribute('aria-invalid'), 'true');
  await organiser.sendsAPicture(page);
});
