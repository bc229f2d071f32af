// Nothing is wider than the window, on a phone and at 200 %.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { visitor } from './browser.mjs';
import { walk } from './walk.mjs';

/** The width that WCAG 1.4.10 asks for: also 1,280 pixels at 400 %. */
const PHONE = { width: 320, height: 640, deviceScaleFactor: 1, mobile: false };

/** A window of 1,280 × 900 pixels at 200 %: pages are laid out in half of them, each drawn twice as large. */
const ZOOM = { width: 640, height: 450, deviceScaleFactor: 2, mobile: false };

test('every page fits 320 pixels, and 1,280 at 200 %', async (t) => {
  const page = await visitor(t);
  const debug = await page.context().newCDPSession(page);
  await walk(t, page, 'largeur', async () => {
    for (const window of [ZOOM, PHONE]) {
      await debug.send('Emulation.setDeviceMetricsOverride', window);
      assert.deepEqual(await page.evaluate(overflow, window), []);
    }
  });
});

/** What makes the page wider than its window, if it is. Runs in the page. */
function overflow({ width, deviceScaleFactor }) {
  if (innerWidth !== width || devicePixelRatio !== deviceScaleFactor) return ['the window is not what was asked for'];
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const wide = [...document.body.querySelectorAll('*')].filter(
    (element) => element.getBoundingClientRect().right > clientWidth + 1,
  );
  return [`${scrollWidth} pixels in ${clientWidth}`, ...wide.map((element) => element.outerHTML.slice(0, 120))];
}
