// Windows of the Chromium that run.mjs has started, one visitor each.

import { chromium } from 'playwright-core';

/** The front door. */
export const SERVICE = variable('MIP_BASE_URL');

/** A page of a new visitor, who leaves when the test ends. Options are those of Playwright's `newContext`. */
export async function visitor(t, options = {}) {
  const browser = await chromium.connect(variable('MIP_BROWSER_ADDRESS'));
  t.after(() => browser.close());
  const context = await browser.newContext({
    baseURL: SERVICE,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    viewport: { width: 1200, height: 900 },
    ...options,
  });
  context.setDefaultTimeout(20_000);
  return context.newPage();
}

/** Opens a page again at its address, and not at a part of it: nothing is sent again. */
export function opensAgain(page) {
  return page.goto(page.url().split('#')[0]);
}

/** Does something in another window of the same visitor. */
export async function elsewhere(page, act) {
  const other = await page.context().newPage();
  await act(other);
  await other.close();
}

function variable(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests with \`make test\`, or run.mjs`);
  return value;
}
