// A picture that no other test has: a PNG of one colour.

import { randomBytes } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

const WIDTH = 640;
const HEIGHT = 360;

/** The file. */
export function picture() {
  const colour = randomBytes(3);
  const line = Buffer.concat([Buffer.of(0), ...Array.from({ length: WIDTH }, () => colour)]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: HEIGHT }, () => line)));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2], 8); // eight bits a channel, red green blue
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name, content) {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
