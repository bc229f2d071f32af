// Two hands on a keyboard: everything is found with Tab, by its role and its name, as a screen reader says them.

import assert from 'node:assert/strict';

/** More stops than any page has. */
const STOPS = 300;

/** The keyboard of a page. */
export function keyboard(page) {
  const focused = page.locator(':focus');
  const press = (key) => page.keyboard.press(key);

  /** Goes on with Tab until `there` says that this is the place. */
  async function tabTo(what, there) {
    for (let stop = 0; stop < STOPS; stop += 1) {
      if (await there()) return;
      await press('Tab');
    }
    assert.fail(`Tab does not reach ${what} on “${await page.title()}” (${page.url()})`);
  }

  async function reach(role, name) {
    const wanted = page.getByRole(role, { name }).and(focused);
    await tabTo(`the ${role} ${name}`, async () => (await wanted.count()) === 1);
  }

  return {
    reach,

    /** Types in a field, in place of what it holds. */
    async type(name, text, role = 'textbox') {
      await reach(role, name);
      await press('Control+A');
      await press('Delete');
      await page.keyboard.type(text);
      assert.equal(await focused.inputValue(), text);
    },

    /** Types a day, year-month-day, into a date field: month, day, year in this browser's language. */
    async typeDay(name, day) {
      const [year, month, date] = day.split('-');
      await reach('textbox', name);
      await page.keyboard.type(`${month}${date}${year}`);
      assert.equal(await focused.inputValue(), day);
    },

    /** Types a morning's hour, hh:mm, into a time field. */
    async typeMorning(name, hour) {
      await reach('textbox', name);
      await page.keyboard.type(`${hour.replace(':', '')}AM`);
      assert.equal(await focused.inputValue(), hour);
    },

    /** Chooses from a list, going down it. */
    async choose(name, option) {
      await reach('combobox', name);
      const chosen = () => focused.evaluate((list) => list.selectedOptions[0].label);
      const options = await focused.evaluate((list) => list.options.length);
      for (let seen = 0; seen < options && (await chosen()) !== option; seen += 1) await press('ArrowDown');
      assert.equal(await chosen(), option);
    },

    /** Ticks a box. */
    async tick(name) {
      await reach('checkbox', name);
      await press('Space');
      assert.ok(await focused.isChecked(), `${name} is not ticked`);
    },

    /** Picks one of several: Tab enters the group, arrows go through it. */
    async pick(name) {
      const wanted = page.getByRole('radio', { name });
      const group = await wanted.getAttribute('name');
      const within = page.locator(`input[type="radio"][name="${group}"]`).and(focused);
      await tabTo(`the choice ${name}`, async () => (await within.count()) === 1);
      const choices = await page.locator(`input[type="radio"][name="${group}"]`).count();
      for (let seen = 0; seen < choices && (await wanted.and(focused).count()) === 0; seen += 1) {
        await press('ArrowDown');
      }
      if (!(await wanted.isChecked())) await press('Space');
      assert.ok(await wanted.and(focused).isChecked(), `${name} is not chosen`);
    },

    /** Unfolds what is folded away. */
    async unfold(name) {
      const wanted = page.locator('summary', { hasText: name }).and(focused);
      await tabTo(`the fold ${name}`, async () => (await wanted.count()) === 1);
      await press('Enter');
    },

    /** Presses a button, and waits for the page that it leads to. */
    async push(name) {
      await reach('button', name);
      await leave(page, () => press('Space'));
    },

    /** Follows a link, and waits for the page that it leads to. */
    async follow(name) {
      await reach('link', name);
      await leave(page, () => press('Enter'));
    },

    /** Sends the form from one of its fields. */
    async enter() {
      await leave(page, () => press('Enter'));
    },

    press,
  };
}

/** Does what leads to another page, and waits until it is there. */
export async function leave(page, act) {
  await Promise.all([page.waitForEvent('load'), act()]);
}
