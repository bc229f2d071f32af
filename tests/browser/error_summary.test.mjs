// A form that is sent back says so first, and leads to each field or to what happened meanwhile.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { visitor } from './browser.mjs';
import { walk } from './walk.mjs';

test('an error summary has the focus, and each of its links gives it to a field', async (t) => {
  const page = await visitor(t, { javaScriptEnabled: false });
  await walk(t, page, 'erreurs', async (_, station) => {
    const summary = page.getByRole('alert');
    assert.equal(await summary.count(), station.errors || station.overtaken ? 1 : 0);
    if (!station.errors && !station.overtaken) return;
    assert.ok(await hasFocus(summary), 'the summary has not the focus');
    assert.match(await page.title(), /^Erreur – /);
    const links = await summary.locator('a[href^="#"]').all();
    if (station.errors) assert.notEqual(links.length, 0);
    for (const link of links) await leadsToItsField(page, link);
  });
});

async function leadsToItsField(page, link) {
  const words = await link.innerText();
  const field = page.locator(await link.getAttribute('href'));
  assert.equal(await field.count(), 1, `“${words}” leads nowhere`);
  await link.press('Enter');
  assert.ok(await hasFocus(field), `“${words}” does not give the focus to its field`);
  assert.ok(await isSeen(field), `“${words}” does not show its field`);
}

function hasFocus(locator) {
  return locator.evaluate((element) => element === document.activeElement);
}

/** Whether the field begins within the window, to the pixel. */
function isSeen(locator) {
  return locator.evaluate((element) => {
    const top = Math.round(element.getBoundingClientRect().top);
    return top >= 0 && top < window.innerHeight;
  });
}
