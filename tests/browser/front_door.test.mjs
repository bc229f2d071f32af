// The functions that CloudFront runs before the site, as the template has them: the production of what the local front
// door does in Rust.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import vm from 'node:vm';

const TEMPLATE = readFileSync(new URL('../../infra/front-door.yaml', import.meta.url), 'utf8');

/** The code of a function of CloudFront, by its name in the template. */
function code(name) {
  const lines = TEMPLATE.slice(TEMPLATE.indexOf(`\n  ${name}:\n`)).split('\n');
  const start = lines.findIndex((line) => line.trim() === 'FunctionCode: |') + 1;
  const rest = lines.slice(start);
  const end = rest.findIndex((line) => line !== '' && !line.startsWith('        '));
  return rest.slice(0, end).map((line) => line.slice(8)).join('\n');
}

function run(name, uri, querystring = {}) {
  const handler = vm.runInNewContext(`${code(name)}\nhandler`);
  // Across contexts, so that plain objects compare.
  return JSON.parse(JSON.stringify(handler({ request: { method: 'GET', uri, querystring } })));
}

const asked = (uri) => run('SitePaths', uri).uri;
const sent = (uri, query) => run('SitePaths', uri, query).headers.location.value;

test('a folder is its index', () => {
  assert.equal(asked('/'), '/index.html');
  assert.equal(asked('/2027/evenements/'), '/2027/evenements/index.html');
  assert.equal(asked('/2027/programme.ics'), '/2027/programme.ics');
  assert.equal(asked('/.well-known/security.txt'), '/.well-known/security.txt');
});

test('a folder without its slash is sent to the one with it, with its query', () => {
  assert.equal(sent('/2027'), '/2027/');
  assert.equal(sent('/2027/evenements', { region: { value: 'bretagne' } }), '/2027/evenements/?region=bretagne');
  const twice = { theme: { value: 'a', multiValue: [{ value: 'a' }, { value: 'b%26c' }] } };
  assert.equal(sent('/2027/evenements', twice), '/2027/evenements/?theme=a&theme=b%26c');
  assert.equal(run('SitePaths', '/2027').statusCode, 301);
});

test('nothing leads to another site', () => {
  assert.equal(sent('//exemple/x'), '/exemple/x/');
  assert.equal(sent('///exemple'), '/exemple/');
  assert.equal(asked('//exemple.org'), '/exemple.org');
});

test('the form of a picture goes to the root of its bucket', () => {
  assert.equal(run('DepositPath', '/depot').uri, '/');
});
