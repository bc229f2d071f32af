// What the script adds to the lists of the programme: several filters at once, a search, an address that can be shared.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { violations } from './axe.mjs';
import { visitor } from './browser.mjs';
import { keyboard } from './keyboard.mjs';
import { programme } from './rendered.mjs';

const LIST = '/2027/evenements/';

test('the lists of the programme', async (t) => {
  const site = await programme(t);
  const events = await eventsOf(t, site);

  /** A page of the site for a new visitor, with what the browser had to complain about. */
  async function opens(t, address, options = {}) {
    const page = await visitor(t, { baseURL: site, ...options });
    const heard = [];
    page.on('pageerror', (error) => heard.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && heard.push(message.text()));
    page.on('request', (request) => request.url().startsWith(site) || heard.push(request.url()));
    t.after(() => assert.deepEqual(heard, []));
    await page.goto(address);
    return page;
  }

  const having = (...values) => events.filter((event) => values.every((value) => event.values.has(value)));

  await t.test('filters of two facets are combined, and what is promised is shown', async (t) => {
    const page = await opens(t, LIST);
    await press(page, 'Région', 'Bretagne');
    await shows(page, having('region:bretagne'));
    const promised = await promise(page, 'Format', 'Atelier');
    assert.equal(promised, having('region:bretagne', 'format:atelier').length);
    await press(page, 'Format', 'Atelier');
    await shows(page, having('region:bretagne', 'format:atelier'));
    assert.equal(new URL(page.url()).search, '?region=bretagne&format=atelier');
  });

  await t.test('two values of one facet are either of them', async (t) => {
    const page = await opens(t, `${LIST}?region=bretagne&region=corse`);
    const either = events.filter(({ values }) => values.has('region:bretagne') || values.has('region:corse'));
    await shows(page, either);
    // What a third would show is counted as if it were alone.
    assert.equal(await promise(page, 'Région', 'Normandie'), having('region:normandie').length);
  });

  await t.test('a chosen day shows an event on that day alone', async (t) => {
    const page = await opens(t, `${LIST}?jour=2027-11-09`);
    await shows(page, having('jour:2027-11-09'));
    assert.deepEqual(await page.locator('.day:visible h2').allTextContents(), ['Mardi 9\u00a0novembre 2027']);
    const counts = await page.locator('.day:visible .fr-text--sm').first().textContent();
    assert.equal(counts, `${having('jour:2027-11-09').length}\u00a0événements`);
  });

  await t.test('an address that was shared shows the same, and “back” goes back', async (t) => {
    const page = await opens(t, `${LIST}?theme=design`);
    await shows(page, having('theme:design'));
    await press(page, 'Mode de participation', 'En ligne');
    await shows(page, having('theme:design', 'mode:en-ligne'));
    const other = await opens(t, page.url());
    await shows(other, having('theme:design', 'mode:en-ligne'));
    assert.equal(await pressed(other), 'Design et expérience des usagers, En ligne');
    await page.goBack();
    await shows(page, having('theme:design'));
    await page.goForward();
    await shows(page, having('theme:design', 'mode:en-ligne'));
  });

  await t.test('the search knows accents, plurals, beginnings and slips of the pen', async (t) => {
    const page = await opens(t, LIST);
    const { title, id } = events[0];
    for (const typed of [title, title.toUpperCase(), title.normalize('NFD').replace(/\p{M}/gu, '')]) {
      await searches(page, typed);
      assert.ok((await shown(page)).has(id), typed);
    }
    await searches(page, 'hôpitaux');
    const plural = await shown(page);
    await searches(page, 'HOPITAL');
    assert.deepEqual(await shown(page), plural);
    assert.ok(plural.size > 0);
    await searches(page, 'budget');
    const singular = await shown(page);
    await searches(page, 'budgets');
    await page.getByRole('status').getByText(/correspondent à votre recherche/).waitFor();
    assert.deepEqual(await shown(page), singular);
    await searches(page, 'cybersécu');
    const beginning = await shown(page);
    assert.ok(beginning.size > 0 && beginning.size < events.length);
    await searches(page, 'cybersécurté');
    assert.deepEqual(await shown(page), beginning);
    await page.getByRole('status').getByText(/à une orthographe proche/).waitFor();
    // One step to go back from for what was typed at once.
    assert.equal(new URL(page.url()).searchParams.get('q'), 'cybersécurté');
  });

  await t.test('words that say nothing take nothing away', async (t) => {
    const page = await opens(t, `${LIST}?q=${encodeURIComponent('de la')}`);
    await shows(page, events);
  });

  await t.test('what would lead to nothing cannot be pressed', async (t) => {
    const page = await opens(t, `${LIST}?region=mayotte`);
    const mayotte = having('region:mayotte');
    await shows(page, mayotte);
    const group = await unfold(page, 'Format');
    for (const value of await group.getByRole('button').all()) {
      const code = `format:${await value.evaluate((button) => button.dataset.value ?? '')}`;
      const count = Number((await value.textContent()).match(/\((\d+)\)$/)[1]);
      assert.equal(await value.isDisabled(), count === 0, code);
    }
    assert.ok((await group.getByRole('button', { disabled: true }).count()) > 0);
  });

  await t.test('where nothing is found, each filter says what taking it away leads to', async (t) => {
    const [value] = [...events[0].values].filter((value) => value.startsWith('region:'));
    const page = await opens(t, `${LIST}?${(value ?? 'region:bretagne').replace(':', '=')}&q=xyzzyxyzzy`);
    await page.getByRole('status').getByText('Aucun événement ne correspond à tous ces filtres').waitFor();
    await shows(page, []);
    const away = page.getByRole('button', { name: /^Retirer « xyzzyxyzzy »/ });
    const left = Number((await away.textContent()).match(/(\d+)\s+événement/)[1]);
    assert.equal(left, having(value ?? 'region:bretagne').length);
    await away.click();
    await shows(page, having(value ?? 'region:bretagne'));
    const focused = await page.evaluate(() => document.activeElement.getAttribute('role'));
    assert.equal(focused, 'status', 'the button is gone, and the focus is not lost');
  });

  await t.test('what taking a filter away leads to is told given the words', async (t) => {
    const { title, values } = events[0];
    const page = await opens(t, `${LIST}?q=${encodeURIComponent(title)}`);
    await page.locator('.filters:not([aria-busy])').waitFor();
    await page.getByRole('status').getByText(/votre recherche/).waitFor();
    const found = await shown(page);
    const regions = ['region:bretagne', 'region:normandie', 'region:occitanie', 'region:grand-est'];
    const region = regions.find((value) => having(value).every(({ id }) => !found.has(id)));
    assert.ok(region && !values.has(region));
    await page.goto(`${LIST}?${region.replace(':', '=')}&q=${encodeURIComponent(title)}`);
    const away = page.getByRole('button', { name: /^Retirer .*événement/ }).first();
    assert.match(await away.textContent(), new RegExp(`: ${found.size}\\sévénement`));
    await away.click();
    await settles(page, found);
  });

  await t.test('all pages are filtered as one, and come apart again', async (t) => {
    const page = await opens(t, LIST);
    const first = await shown(page);
    assert.ok(first.size < events.length);
    assert.ok(await page.getByRole('navigation', { name: 'Pages de la liste' }).isVisible());
    await press(page, 'Public', 'Grand public');
    await shows(page, having('public:grand-public'));
    assert.ok([...(await shown(page))].some((id) => !first.has(id)), 'some come from another page');
    assert.ok(!(await page.getByRole('navigation', { name: 'Pages de la liste' }).isVisible()));
    await page.getByRole('button', { name: 'Retirer le filtre « Grand public »' }).click();
    await page.getByRole('navigation', { name: 'Pages de la liste' }).waitFor();
    assert.deepEqual(await shown(page), first);
  });

  await t.test('without a filter each value says what the site says, whatever page its events are on', async (t) => {
    const plain = await opens(t, LIST, { javaScriptEnabled: false });
    const told = await plain.locator('.filters [data-facet] a').allTextContents();
    const page = await opens(t, LIST);
    const buttons = page.locator('.filters [data-facet] button');
    const says = async (told) => {
      await page.locator('.filters:not([aria-busy])').waitFor();
      assert.deepEqual(await buttons.allTextContents(), told);
      assert.equal(await page.locator('.filters [data-facet] button[aria-pressed=false]:enabled').count(), told.length);
    };
    await says(told);
    const days = events.flatMap(({ values }) => [...values].filter((value) => value.startsWith('jour:')));
    const last = days.sort().at(-1);
    const section = page.locator(`.day[data-day="${last.slice('jour:'.length)}"]`);
    assert.equal(await section.count(), 0, 'it is on another page');
    const day = (await unfold(page, 'Journée')).getByRole('button').last();
    assert.match(await day.textContent(), new RegExp(`\\(${having(last).length}\\)$`));
    await day.click();
    await shows(page, having(last));
    assert.equal(await promise(page, 'Région', 'Bretagne'), having(last, 'region:bretagne').length);
    await page.goBack();
    await page.getByRole('navigation', { name: 'Pages de la liste' }).waitFor();
    await says(told);
  });

  await t.test('a list that became shorter meanwhile is filtered as far as it goes', async (t) => {
    const page = await visitor(t, { baseURL: site });
    await page.route(`**${LIST}page-2/`, (route) => route.fulfill({ status: 404, body: 'Page non trouvée' }));
    await page.goto(LIST);
    const first = await shown(page);
    await press(page, 'Région', 'Bretagne');
    await shows(page, having('region:bretagne').filter(({ id }) => first.has(id)));
    await page.getByRole('status').getByText(/votre recherche/).waitFor();
  });

  await t.test('a card that went on to another page meanwhile is there once', async (t) => {
    const page = await visitor(t, { baseURL: site });
    await page.goto(LIST);
    const first = await shown(page);
    // What page 1 ended with is what page 2 starts with.
    const moved = page.locator('.day').last();
    const day = `jour:${await moved.getAttribute('data-day')}`;
    const again = await moved.evaluate((section) => section.outerHTML);
    await page.route(`**${LIST}page-2/`, async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(/<section class="[^"]*\bday\b/, (start) => again + start);
      await route.fulfill({ response, body });
    });
    await press(page, 'Journée', '.*25.novembre.*');
    await shows(page, having(day));
    assert.ok(having(day).some(({ id }) => !first.has(id)), 'some come from another page');
    assert.equal(await page.locator('li[data-event]:visible').count(), having(day).length);
    const told = await page.locator('.day:visible .fr-text--sm').first().textContent();
    assert.equal(told, `${having(day).length}\u00a0événements`);
  });

  await t.test('where a page does not answer, it is said, and asked for again', async (t) => {
    const page = await visitor(t, { baseURL: site });
    await page.route(`**${LIST}page-2/`, (route) => route.fulfill({ status: 503 }), { times: 1 });
    await page.goto(LIST);
    await press(page, 'Région', 'Bretagne');
    await page.getByRole('status').getByText('La recherche ne répond pas').waitFor();
    await press(page, 'Format', 'Atelier');
    await shows(page, having('region:bretagne', 'format:atelier'));
  });

  await t.test('a page of a selection leads to the whole, with its filter set', async (t) => {
    const page = await opens(t, `${LIST}regions/bretagne/`);
    await page.getByRole('link', { name: 'Combiner avec d’autres filtres' }).click();
    await shows(page, having('region:bretagne'));
    await page.getByRole('link', { name: /^Suivre « Bretagne »/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Événements en Bretagne' }).waitFor();
    await page.getByRole('searchbox').fill('numérique');
    await page.getByRole('button', { name: 'Rechercher', exact: true }).click();
    await page.getByRole('status').getByText(/votre recherche|orthographe proche|Aucun/).waitFor();
    assert.equal(await pressed(page), 'Bretagne');
    assert.ok([...(await shown(page))].every((id) => having('region:bretagne').some((event) => event.id === id)));
  });

  await t.test('without a script each filter is a page', async (t) => {
    const page = await opens(t, LIST, { javaScriptEnabled: false });
    assert.equal(await page.getByRole('searchbox').count(), 0);
    const group = await unfold(page, 'Région');
    await group.getByRole('link', { name: /^Bretagne/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Événements en Bretagne' }).waitFor();
    assert.deepEqual(await shown(page), new Set(having('region:bretagne').map(({ id }) => id)));
    await unfold(page, 'Région');
    const present = page.locator('.filters [aria-current]');
    assert.match(await present.textContent(), /^Bretagne/);
    assert.ok(await present.isVisible());
    await page.getByRole('link', { name: 'Retirer le filtre Bretagne' }).click();
    await page.getByRole('link', { name: 'Page suivante' }).click();
    assert.equal(new URL(page.url()).pathname, `${LIST}page-2/`);
  });

  await t.test('with the keyboard alone', async (t) => {
    const page = await opens(t, LIST);
    const hands = keyboard(page);
    await hands.type(/^Rechercher un événement/, 'numérique', 'searchbox');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText(/votre recherche/).waitFor();
    const found = await shown(page);
    await hands.unfold('Format');
    await hands.reach('button', /^Atelier/);
    await page.keyboard.press('Space');
    await shows(page, having('format:atelier').filter(({ id }) => found.has(id)));
    const focused = page.locator(':focus');
    assert.match(await focused.textContent(), /^Atelier/, 'the focus stays on what was pressed');
    await page.keyboard.press('Space');
    await settles(page, found);
  });

  await t.test('with a filter in use axe has nothing to say, and nothing is wider than a phone', async (t) => {
    const page = await opens(t, `${LIST}?region=bretagne&q=num%C3%A9rique`, { viewport: { width: 320, height: 640 } });
    await page.getByRole('status').getByText(/recherche|orthographe|Aucun/).waitFor();
    for (const name of ['Région', 'Département', 'Journée']) await unfold(page, name);
    assert.deepEqual(await violations(page), []);
    const wide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
    assert.equal(await page.evaluate(wide), 0);
    await page.goto(`${LIST}departements/35-ille-et-vilaine/`);
    assert.deepEqual(await violations(page), []);
    assert.equal(await page.evaluate(wide), 0);
    await page.goto(`${LIST}?region=nulle-part`);
    await page.getByRole('button', { name: /^Retirer « nulle-part »/ }).waitFor();
    assert.deepEqual(await violations(page), []);
  });
});

/** The events of all pages, as their cards say, told anew. */
async function eventsOf(t, site) {
  const page = await visitor(t, { baseURL: site, javaScriptEnabled: false });
  const events = new Map();
  for (let address = LIST; address; ) {
    await page.goto(address);
    const cards = await page.locator('li[data-event]').evaluateAll((cards) =>
      cards.map((card) => ({
        id: card.dataset.event,
        title: card.querySelector('h3').textContent.replace(/^Annulé\s–\s/, ''),
        values: card.dataset.values.split(' '),
        day: card.closest('.day').dataset.day,
      })),
    );
    for (const { id, title, values, day } of cards) {
      if (!events.has(id)) events.set(id, { id, title, values: new Set(values) });
      if (day) events.get(id).values.add(`jour:${day}`);
    }
    const next = page.locator('.fr-pagination__link--next');
    address = (await next.count()) > 0 ? await next.getAttribute('href') : undefined;
  }
  await page.close();
  return [...events.values()];
}

/** The identifiers of the events whose cards can be seen. */
async function shown(page) {
  const ids = page.locator('.fr-card__title a:visible').evaluateAll((links) =>
    links.map((link) => link.pathname.replace(/\/$/, '').split('-').at(-1)),
  );
  return new Set(await ids);
}

/** Waits until these are shown, and no other. */
function shows(page, events) {
  return settles(page, new Set(events.map(({ id }) => id)));
}

async function settles(page, ids) {
  await page.locator('.filters:not([aria-busy])').waitFor();
  const wanted = [...ids].sort();
  const isSo = (wanted) => {
    const cards = [...document.querySelectorAll('li[data-event]')].filter((card) => card.offsetParent);
    const ids = [...new Set(cards.map((card) => card.dataset.event))].sort();
    return ids.join() === wanted.join();
  };
  await page.waitForFunction(isSo, wanted).catch(async () => {
    assert.deepEqual([...(await shown(page))].sort(), wanted);
  });
}

async function unfold(page, facet) {
  const group = page.locator('.filters details', { has: page.locator('summary', { hasText: new RegExp(`^${facet}$`) }) });
  if (!(await group.evaluate((details) => details.open))) await group.locator('summary').click();
  return group;
}

const valueOf = (group, label) => group.getByRole('button', { name: new RegExp(`^${label} \\(\\d+\\)$`) });

async function press(page, facet, label) {
  await valueOf(await unfold(page, facet), label).click();
}

/** How many events a value says that it leads to. */
async function promise(page, facet, label) {
  const text = await valueOf(await unfold(page, facet), label).textContent();
  return Number(text.match(/\((\d+)\)$/)[1]);
}

/** The values that are pressed. */
async function pressed(page) {
  const texts = await page.locator('.filters [aria-pressed=true]').allTextContents();
  return texts
    .map((text) => text.replace(/ \(\d+\)$/, ''))
    .sort()
    .join(', ');
}

/** Types, and waits until it is found or not. */
async function searches(page, words) {
  await page.getByRole('searchbox').fill(words);
  await page.getByRole('searchbox').press('Enter');
  assert.equal(new URL(page.url()).searchParams.get('q'), words);
  await page.locator('.filters:not([aria-busy])').waitFor();
}
