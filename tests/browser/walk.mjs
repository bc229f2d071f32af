// One visitor goes through every page; something is looked at on each.

import { PAGES, eventsOf } from './pages.mjs';

/** Opens every page in turn, as a test of its own, and looks at it. */
export async function walk(t, page, whose, look) {
  const events = eventsOf(whose);
  for (const station of PAGES) {
    let arrived = false;
    await t.test(station.name, async () => {
      await station.open(page, events);
      arrived = true;
      await look(page, station);
    });
    // The pages after this one start from it.
    if (!arrived) return;
  }
}
