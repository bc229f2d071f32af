// What happens behind the pages takes a while: looked at until it is there.

import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE = 90_000;
const BETWEEN_LOOKS = 200;

/** What `look` finds, once it finds something. */
export async function eventually(what, look) {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${PATIENCE / 1000} s`);
    await pause(BETWEEN_LOOKS);
  }
}
