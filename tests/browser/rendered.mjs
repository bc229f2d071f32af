// A programme of many events, rendered by the crate that renders the site's and served as the site is: what the tests of
// the lists filter, whatever other tests publish meanwhile.

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The pages' own static files, and all of them as `local` has gathered them. */
const ASSETS = [join(ROOT, 'shared/web/assets'), join(ROOT, 'target/assets')];

const KINDS = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** One transparent point: what stands for the pictures of organisers, which `illustrate` writes. */
const PICTURE = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** Renders it and serves it until the test ends; gives its address. MIP_RENDERED may be a folder with one rendered before. */
export async function programme(t) {
  const folder = process.env.MIP_RENDERED ?? (await rendered(t));
  const policy = sitePolicy();
  const server = createServer(async (request, response) => {
    const body = await bytesAt(folder, new URL(request.url, 'http://site').pathname);
    response.setHeader('content-security-policy', policy);
    response.setHeader('content-type', body?.kind ?? 'text/plain');
    response.writeHead(body ? 200 : 404).end(body?.bytes);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => new Promise((resolve) => server.close(resolve)));
  t.after(() => server.closeAllConnections());
  return `http://127.0.0.1:${server.address().port}`;
}

async function rendered(t) {
  const folder = await mkdtemp(join(tmpdir(), 'programme-'));
  t.after(() => rm(folder, { recursive: true }));
  const cargo = ['run', '--quiet', '--package', 'programme', '--example', 'crowd', '--', folder];
  await run(process.env.CARGO ?? 'cargo', cargo, { cwd: ROOT });
  return folder;
}

async function bytesAt(folder, address) {
  const path = normalize(decodeURIComponent(address));
  if (path.startsWith(`${sep}images${sep}`)) return { bytes: PICTURE, kind: 'image/gif' };
  const isAsset = path.startsWith(`${sep}assets${sep}`);
  const file = isAsset ? path.slice('/assets/'.length) : path.replace(/\/$/, '/index.html');
  for (const within of isAsset ? ASSETS : [folder]) {
    const bytes = await readFile(join(within, file)).catch(() => undefined);
    if (bytes) return { bytes, kind: KINDS[extname(file)] };
  }
  return undefined;
}

/** The policy under which CloudFront and the local front door serve the site, as the code has it. */
function sitePolicy() {
  const source = readFileSync(join(ROOT, 'shared/web/src/policy.rs'), 'utf8');
  const [, policy] = source.match(/pub const SITE: &str = "([^"]+)"/);
  return policy.replace(/\\\n\s*/g, '');
}
