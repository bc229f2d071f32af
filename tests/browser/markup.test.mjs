// The Nu checker has no error to report about the HTML of any page, as it was sent.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

import { visitor } from './browser.mjs';
import { walk } from './walk.mjs';

const run = promisify(execFile);
const CHECKER = join(dirname(createRequire(import.meta.url).resolve('vnu-jar')), 'build/dist/vnu.jar');

test('the HTML of every page is valid', async (t) => {
  if (!(await hasJava())) return t.skip('The Nu checker was not run, for want of Java');
  const folder = await mkdtemp(join(tmpdir(), 'html-'));
  t.after(() => rm(folder, { recursive: true }));
  const page = await visitor(t);
  let sent;
  page.on('response', (response) => {
    if (response.request().isNavigationRequest() && response.frame() === page.mainFrame()) sent = response;
  });
  const files = [];
  await walk(t, page, 'balises', async (_, { name }) => {
    files.push(join(folder, `${name}.html`));
    await writeFile(files.at(-1), await sent.body());
  });
  assert.notEqual(files.length, 0);
  assert.deepEqual(await errors(files), []);
});

async function hasJava() {
  return run('java', ['-version']).then(
    () => true,
    () => false,
  );
}

/** What is wrong, and where; one run of the checker for all, which takes a second or two to start. */
async function errors(files) {
  const options = ['--stdout', '--format', 'json', '--exit-zero-always'];
  const { stdout } = await run('java', ['-jar', CHECKER, ...options, ...files], { maxBuffer: 64 * 1024 * 1024 });
  const found = JSON.parse(stdout).messages.filter(({ type }) => type !== 'info');
  return found.map(({ url, lastLine, message, extract }) => `${basename(url)}:${lastLine}: ${message} ${extract ?? ''}`);
}
