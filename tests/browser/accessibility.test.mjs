// axe finds nothing to say about any page.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import axe from 'axe-core';

import { visitor } from './browser.mjs';
import { walk } from './walk.mjs';

/** WCAG 2.1 AA, on which RGAA 4.1 rests, and what axe calls good practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

test('every page is accessible, as far as axe can tell', async (t) => {
  await walk(t, await visitor(t), 'axe', async (page) => {
    assert.deepEqual(await violations(page), []);
  });
});

async function violations(page) {
  // Evaluated by the debugger: the pages' security policy, which is under test, stays as it is.
  const debug = await page.context().newCDPSession(page);
  await debug.send('Runtime.evaluate', { expression: axe.source });
  await debug.detach();
  const found = await page.evaluate(
    (tags) => globalThis.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }),
    RULES,
  );
  if (found.passes.length === 0) throw new Error('axe has looked at nothing');
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}
