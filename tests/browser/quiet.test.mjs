// Pages ask nothing of anyone else, keep nothing on the visitor's machine, and have no error to report.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SERVICE, visitor } from './browser.mjs';
import { walk } from './walk.mjs';

test('no page calls elsewhere, sets a cookie or logs an error', async (t) => {
  const page = await visitor(t);
  const heard = [];
  listen(page, heard);
  await walk(t, page, 'silence', async () => {
    assert.deepEqual(heard.splice(0), []);
    assert.deepEqual(await page.context().storageState(), { cookies: [], origins: [] });
  });
});

function listen(page, heard) {
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== SERVICE) heard.push(`asks ${request.url()}`);
  });
  page.on('response', async (response) => {
    if (await response.headerValue('set-cookie')) heard.push(`${response.url()} sets a cookie`);
  });
  page.on('requestfailed', (request) => {
    // What a page still waits for when the walk goes on is called off.
    const { errorText } = request.failure();
    if (errorText !== 'net::ERR_ABORTED') heard.push(`no answer from ${request.url()} (${errorText})`);
  });
  page.on('pageerror', (error) => heard.push(`error in a script: ${error}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !isTheStatusOf(page, message)) {
      heard.push(`console: ${message.text()}`);
    }
  });
}

/** Chromium reports a page that is served as an error, 404 or 422, to the console of that page. */
function isTheStatusOf(page, message) {
  return message.text().startsWith('Failed to load resource') && message.location().url === page.url();
}
