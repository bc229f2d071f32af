// axe finds nothing to say about any page.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { violations } from './axe.mjs';
import { visitor } from './browser.mjs';
import { walk } from './walk.mjs';

test('every page is accessible, as far as axe can tell', async (t) => {
  await walk(t, await visitor(t), 'axe', async (page) => {
    assert.deepEqual(await violations(page), []);
  });
});
