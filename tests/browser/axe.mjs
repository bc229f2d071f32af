// What axe has to say of a page.

import axe from 'axe-core';

/** WCAG 2.1 AA, on which RGAA 4.1 rests, and what axe calls good practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

/** Each rule that is broken, and where. */
export async function violations(page) {
  // Evaluated by the debugger: the pages' security policy, which is under test, stays as it is.
  const debug = await page.context().newCDPSession(page);
  await debug.send('Runtime.evaluate', { expression: axe.source });
  await debug.detach();
  const found = await page.evaluate(
    (tags) => globalThis.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }),
    RULES,
  );
  if (found.passes.length === 0) throw new Error('axe has looked at nothing');
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}
