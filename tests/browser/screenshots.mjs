// Pictures of pages for the documentation: docs/images/<page>.png and docs/images/<page>-phone.png.
//
//   make run
//   MIP_BASE_URL=http://127.0.0.1:8080 node tests/browser/screenshots.mjs form decision event
//
// Pages have the names of pages.mjs; the walk stops after the last one that is asked for.

import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

import { SERVICE } from './browser.mjs';
import { start } from './chromium.mjs';
import { PAGES, eventsOf } from './pages.mjs';

const IMAGES = fileURLToPath(new URL('../../docs/images/', import.meta.url));

/** Wide enough for the two layouts, and no higher than a reader looks at. */
const WINDOWS = [
  { suffix: '', width: 1000, height: 1000 },
  { suffix: '-phone', width: 360, height: 720 },
];

const asked = new Set(process.argv.slice(2));
for (const name of asked) {
  if (!PAGES.some((page) => page.name === name)) throw new Error(`pages.mjs has no page “${name}”`);
}
const { server, refusals } = await start();
if (!server) throw new Error(refusals.join('; '));
try {
  const browser = await chromium.connect(server.wsEndpoint());
  await mkdir(IMAGES, { recursive: true });
  const context = await browser.newContext({ baseURL: SERVICE, locale: 'fr-FR', viewport: WINDOWS[0] });
  await walk(await context.newPage());
} finally {
  await server.close();
}

async function walk(page) {
  const events = eventsOf('photo');
  for (const { name, open } of PAGES) {
    if (asked.size === 0) return;
    await open(page, events);
    if (asked.delete(name)) await picture(page, name);
  }
}

async function picture(page, name) {
  for (const { suffix, ...viewport } of WINDOWS) {
    await page.setViewportSize(viewport);
    await page.screenshot({ path: `${IMAGES}${name}${suffix}.png`, animations: 'disabled', caret: 'hide' });
  }
  await page.setViewportSize(WINDOWS[0]);
}
