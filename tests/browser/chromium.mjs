// Which Chromium walks: the one asked for, or the packaged one, or the machine's own.

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { chromium } from 'playwright-core';

import { packaged } from './packaged.mjs';

/** Date fields are typed into in the order of the browser's language: it must be the same everywhere. */
const LANGUAGE = { LC_ALL: 'C.UTF-8', LANGUAGE: 'en' };

/** What a page of the service needs of a browser, in small: it breaks where libraries or fonts are missing. */
const TRIAL = 'data:text/html,<title>ready</title><input type="date"><select><option>1</select>';

/** Names of a Chromium that a machine may have. */
const INSTALLED = ['chromium', 'chromium-browser', 'google-chrome'];

/** Starts the first that works; gives its server, or why there is none. */
export async function start() {
  const refusals = [];
  for (const [name, options] of candidates()) {
    try {
      return { name, server: await launch(await options()), refusals };
    } catch (error) {
      const [why] = String(error.message ?? error).split(/\n| Failed to launch browser/, 1);
      refusals.push(`${name}: ${why}`);
    }
  }
  return { refusals };
}

function candidates() {
  const at = (executablePath) => [executablePath, () => ({ executablePath })];
  const asked = process.env.MIP_CHROMIUM;
  if (asked) return [at(asked)];
  return [['the packaged Chromium', packaged], ...INSTALLED.flatMap(places).map(at)];
}

/** Where a program is on this machine. */
function places(program) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program)).filter((path) => existsSync(path));
}

async function launch({ executablePath, env = {} }) {
  const server = await chromium.launchServer({
    executablePath,
    host: '127.0.0.1',
    env: { ...process.env, ...LANGUAGE, ...env },
    // Only pages of this machine are opened, and where one is root, or in a container, the sandbox cannot start.
    chromiumSandbox: false,
    args: ['--lang=en-US', '--disable-gpu'],
  });
  try {
    const browser = await chromium.connect(server.wsEndpoint());
    const page = await browser.newPage();
    await page.goto(TRIAL, { timeout: 15_000 });
    await browser.close();
    return server;
  } catch (error) {
    await server.kill();
    throw error;
  }
}
