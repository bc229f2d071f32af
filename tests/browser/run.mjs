// Runs the browser tests against the service at MIP_BASE_URL, with Node's own runner.
//
// Arguments are files to run instead of all of them. Without a Chromium that starts, says so and succeeds, unless
// MIP_BROWSER is `required`.

import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { start } from './chromium.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));

const { name, server, refusals } = await start();
if (server) {
  console.log(`Browser tests with ${[name, ...refusals].join('; not with ')}`);
  try {
    process.exitCode = await test(server.wsEndpoint());
  } finally {
    await server.close();
  }
} else {
  console.log(`Browser tests not run, for want of a Chromium that starts. ${refusals.join('; ')}`);
  process.exitCode = process.env.MIP_BROWSER === 'required' ? 1 : 0;
}

function test(address) {
  const given = process.argv.slice(2);
  const files = given.length > 0 ? given : readdirSync(here).filter((file) => file.endsWith('.test.mjs'));
  const runner = spawn(process.execPath, ['--test', '--test-concurrency=2', '--test-reporter=spec', ...files], {
    cwd: here,
    env: { ...process.env, MIP_BROWSER_ADDRESS: address },
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    runner.once('error', reject);
    runner.once('close', (code) => resolve(code ?? 1));
  });
}
