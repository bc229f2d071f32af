// A form that is sent back says so first, and leads to each field or to what happened meanwhile.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { visitor } from './browser.mjs';
import { eventually } from './eventually.mjs';
import { walk } from './walk.mjs';

test('an error summary has the focus, and each of its links gives it to a field', async (t) => {
  const page = await visitor(t, { javaScriptEnabled: false });
  await walk(t, page, 'erreurs', async (_, station) => {
    const summary = page.getByRole('alert');
    assert.equal(await summary.count(), station.errors || station.overtaken ? 1 : 0);
    if (!station.errors && !station.overtaken) return;
    // Browsers give the focus that a page asks for when they first draw it, which may be after it has loaded.
    await eventually('the focus on the summary', () => hasFocus(summary));
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
  await eventually(`the focus on the field of “${words}”`, () => hasFocus(field));
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
