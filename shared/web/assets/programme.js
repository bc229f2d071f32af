// What a script adds to the lists of the programme: several filters at once and a search, at an address that can be shared.
// Without a script each filter is a page of its own.

/** How long one waits for someone to stop typing, in milliseconds. */
const PAUSE = 250;
/** What an address that combines filters calls the day, and the words that are looked for. */
const [DAY, WORDS] = ["jour", "q"];

const counted = (number) => `${number}\u00a0événement${number > 1 ? "s" : ""}`;

const quoted = (text) => `«\u00a0${text}\u00a0»`;

/** `region:bretagne`. */
const parted = (value) => {
  const at = value.indexOf(":");
  return [value.slice(0, at), value.slice(at + 1)];
};

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

const button = (className, act, ...children) => {
  const made = element("button", { type: "button", className }, ...children);
  made.addEventListener("click", act);
  return made;
};

/** What the answer is, in a sentence. */
const sentence = (events, isAlmost, filters) => {
  if (events === 0 && filters === 1) return "Aucun événement ne correspond à ce filtre. Retirez-le\u00a0:";
  if (events === 0) return "Aucun événement ne correspond à tous ces filtres. Retirez-en un\u00a0:";
  const found = `${counted(events)} ${events > 1 ? "correspondent" : "correspond"}`;
  return isAlmost
    ? `Aucun événement ne contient exactement ces mots. ${found} à une orthographe proche.`
    : `${found} à votre recherche.`;
};

/** Does it once; again after a failure. */
const once = (act) => {
  let done;
  return () => {
    done ??= act().catch((error) => {
      done = undefined;
      throw error;
    });
    return done;
  };
};

/** The first page of the list of all events, whose cards are hidden and shown. */
class List {
  constructor(panel) {
    this.panel = panel;
    this.form = panel.querySelector("form");
    this.input = this.form.elements.namedItem(WORDS);
    this.pagination = document.querySelector(".fr-pagination");
    this.turn = 0;
    this.whole = once(() => this.fetchPages());
    this.index = once(async () => (await import("/assets/search.js")).searchOf(panel.dataset.index));
  }

  start() {
    this.events = new Map();
    this.days = new Map();
    for (const section of document.querySelectorAll(".day")) this.take(section, false);
    const links = [...document.querySelectorAll(".days a")];
    this.dayLinks = links.map((link) => ({ link, id: link.hash.slice(1), href: link.getAttribute("href") }));
    for (const of of this.dayLinks) of.text = of.link.textContent;
    this.values = new Map();
    for (const group of this.panel.querySelectorAll("[data-facet]")) this.press(group);
    this.said = element("p", { className: "fr-text--bold fr-mt-2w", tabIndex: -1 });
    this.said.setAttribute("role", "status");
    this.filters = element("ul", { className: "fr-tags-group" });
    this.way = element("p", { hidden: true });
    this.form.after(this.said, this.filters, this.way);

    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.search();
      this.isTyping = false;
    });
    this.input.addEventListener("input", () => {
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.search(), PAUSE);
    });
    this.input.addEventListener("focus", () => this.index().catch(() => {}), { once: true });
    window.addEventListener("popstate", () => this.read());
    this.read();
  }

  // --- What there is ---

  /**
   * Takes in the cards of a day; those of another page are shown only when something is looked for. Where the list grew
   * meanwhile, the other page starts with cards that are already there.
   */
  take(section, isOfAnotherPage) {
    const { id } = section.querySelector("h2");
    const counter = section.querySelector("h2 + p");
    const list = section.querySelector("ul");
    const day = this.days.get(id) ?? { section, counter, list, cards: [], text: counter.textContent };
    this.days.set(id, day);
    const there = new Set(day.cards.map(({ event }) => event.id));
    const cards = [...list.children].filter((card) => !there.has(card.dataset.event));
    for (const card of cards) {
      const { event: of, values } = card.dataset;
      const event = this.events.get(of) ?? { id: of, values: new Set(values.split(" ")) };
      this.events.set(of, event);
      const on = section.dataset.day && `${DAY}:${section.dataset.day}`;
      if (on) event.values.add(on);
      card.hidden = isOfAnotherPage;
      day.cards.push({ card, on, event, isOfAnotherPage });
    }
    if (day.section !== section) day.list.append(...cards);
    else if (isOfAnotherPage) {
      section.hidden = true;
      this.pagination.before(section);
    }
  }

  /** The filters of a facet become buttons, which stay pressed. */
  press(group) {
    const { facet } = group.dataset;
    const summary = group.querySelector("summary");
    summary.id = `facette-${facet}`;
    group.querySelector("ul").setAttribute("aria-labelledby", summary.id);
    for (const link of group.querySelectorAll("a")) {
      const value = `${facet}:${link.dataset.value}`;
      const text = link.textContent;
      const label = text.replace(/\s*\(\d+\)$/, "");
      const press = button("fr-tag", () => this.toggle(value), text);
      this.values.set(value, { value, facet, label, text, press, href: link.getAttribute("href") });
      link.replaceWith(press);
    }
  }

  /** Fetches what the list has on its further pages; one that is no longer there has nothing: the list became shorter. */
  async fetchPages() {
    const numbers = Array.from({ length: Number(this.panel.dataset.pages) - 1 }, (_, index) => index + 2);
    const fetched = numbers.map(async (number) => {
      const answer = await fetch(`${this.form.action}page-${number}/`);
      if (answer.status === 404) return "";
      if (!answer.ok) throw new Error(`page ${number}: ${answer.status}`);
      return answer.text();
    });
    for (const page of await Promise.all(fetched)) {
      const read = new DOMParser().parseFromString(page, "text/html");
      for (const section of read.querySelectorAll(".day")) this.take(section, true);
    }
  }

  // --- What is looked for ---

  /** What the address says: of some facets the values of which one is wanted, and words. */
  read() {
    const wanted = new URLSearchParams(location.search);
    this.chosen = new Map();
    for (const facet of new Set([...this.values.values()].map((value) => value.facet))) {
      const codes = wanted.getAll(facet).filter((code) => code !== "");
      if (codes.length > 0) this.chosen.set(facet, new Set(codes.map((code) => `${facet}:${code}`)));
    }
    this.words = (wanted.get(WORDS) ?? "").trim();
    this.input.value = this.words;
    this.isTyping = false;
    return this.show();
  }

  /** Says it in the address, as a step to go back from or in place of the last one. */
  write(isNewStep) {
    const address = new URL(location.href);
    address.search = "";
    address.hash = "";
    for (const value of this.chosenValues()) address.searchParams.append(...parted(value));
    if (this.words) address.searchParams.append(WORDS, this.words);
    if (isNewStep) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    this.isTyping = false;
  }

  chosenValues() {
    return [...this.chosen.values()].flatMap((values) => [...values]);
  }

  /** The same without one of the values, or with it. */
  toggled(value) {
    const [facet] = parted(value);
    const values = new Set(this.chosen.get(facet));
    if (!values.delete(value)) values.add(value);
    const chosen = new Map(this.chosen);
    if (values.size > 0) chosen.set(facet, values);
    else chosen.delete(facet);
    return chosen;
  }

  toggle(value) {
    this.chosen = this.toggled(value);
    this.write(true);
    return this.show();
  }

  /** Words are one step to go back from, not one for each letter. */
  search() {
    clearTimeout(this.pause);
    const words = this.input.value.trim();
    if (words === this.words) return;
    this.words = words;
    this.write(!this.isTyping);
    this.isTyping = true;
    this.show();
  }

  /** Takes away a filter, or all of them: their buttons go, and the sentence has the focus. */
  async remove(value) {
    if (value === undefined || value === WORDS) this.words = this.input.value = "";
    if (value === undefined) this.chosen = new Map();
    else if (value !== WORDS) this.chosen = this.toggled(value);
    this.write(true);
    await this.show();
    this.said.focus();
  }

  // --- What is shown ---

  async show() {
    this.turn += 1;
    const { turn } = this;
    const isFiltered = this.chosen.size > 0 || this.words !== "";
    let found = {};
    this.panel.setAttribute("aria-busy", "true");
    try {
      const search = this.words ? this.index().then((search) => search(this.words)) : {};
      if (isFiltered) [found] = await Promise.all([search, this.whole()]);
    } catch {
      found = undefined;
    }
    if (turn !== this.turn) return; // something else is looked for meanwhile
    this.panel.removeAttribute("aria-busy");
    if (!found) {
      this.said.textContent = "La recherche ne répond pas. Réessayez dans un instant.";
      return;
    }
    const { matching, counts } = this.count(this.chosen, found.ids);
    this.showCards(matching, isFiltered);
    this.showValues(isFiltered ? counts : undefined);
    this.showFilters(matching.size, found, isFiltered);
  }

  /** The events that match, and how many each value would show, given the filters of the other facets. */
  count(chosen, ids) {
    const matching = new Set();
    const counts = new Map();
    for (const event of this.events.values()) {
      if (ids && !ids.has(event.id)) continue;
      const misses = ([, values]) => [...values].every((value) => !event.values.has(value));
      const missed = [...chosen].filter(misses).map(([facet]) => facet);
      if (missed.length === 0) matching.add(event);
      if (missed.length > 1) continue;
      for (const value of event.values) {
        if (missed.length === 0 || missed[0] === parted(value)[0]) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    return { matching, counts };
  }

  /** An event that takes place on several days is shown on those that are wanted. */
  showCards(matching, isFiltered) {
    const wanted = this.chosen.get(DAY);
    for (const day of this.days.values()) {
      day.shown = 0;
      for (const { card, on, event, isOfAnotherPage } of day.cards) {
        const isShown = isFiltered ? matching.has(event) && (!wanted || wanted.has(on)) : !isOfAnotherPage;
        card.hidden = !isShown;
        day.shown += Number(isShown);
      }
      day.section.hidden = day.shown === 0;
      day.counter.textContent = isFiltered ? counted(day.shown) : day.text;
    }
    for (const { link, id, href, text } of this.dayLinks) {
      const shown = this.days.get(id)?.shown ?? 0;
      link.parentElement.hidden = isFiltered && shown === 0;
      link.textContent = isFiltered ? text.replace(/\(\d+\)$/, `(${shown})`) : text;
      link.setAttribute("href", isFiltered ? `#${id}` : href);
    }
    const days = document.querySelector(".days");
    if (days) days.hidden = matching.size === 0;
    if (this.pagination) this.pagination.hidden = isFiltered;
  }

  /** Without a filter there are no counts: the other pages may not be there yet, and the page has said how many. */
  showValues(counts) {
    for (const { value, facet, label, text, press } of this.values.values()) {
      const events = counts?.get(value) ?? 0;
      const isPressed = this.chosen.get(facet)?.has(value) ?? false;
      press.textContent = counts ? `${label} (${events})` : text;
      press.setAttribute("aria-pressed", String(isPressed));
      // What leads to nothing cannot be pressed; but the focus is not taken away from anyone.
      press.disabled = counts !== undefined && events === 0 && !isPressed && press !== document.activeElement;
    }
  }

  showFilters(events, { ids, isAlmost }, isFiltered) {
    const values = this.chosenValues();
    const used = values.map((value) => [value, this.values.get(value)?.label ?? parted(value)[1]]);
    if (this.words) used.push([WORDS, this.words]);
    const filters = used.map(([value, label]) => {
      const name = events === 0 ? this.removal(value, label, ids) : [hidden("Retirer le filtre "), quoted(label)];
      return element("li", {}, button("fr-tag fr-tag--dismiss", () => this.remove(value), ...name));
    });
    if (used.length > 1) {
      filters.push(element("li", {}, button("fr-tag", () => this.remove(), "Effacer tous les filtres")));
    }
    this.filters.replaceChildren(...filters);
    this.said.textContent = isFiltered ? sentence(events, isAlmost, used.length) : "";
    this.showWay(used.length === 1 ? this.values.get(values[0]) : undefined);
  }

  /** What taking a filter away would lead to. */
  removal(value, label, ids) {
    const { matching } = value === WORDS ? this.count(this.chosen) : this.count(this.toggled(value), ids);
    return [`Retirer ${quoted(label)}\u00a0: ${counted(matching.size)}`];
  }

  /** A single value has a page, which has feeds. */
  showWay(value) {
    this.way.hidden = !value;
    if (!value) return;
    const text = `Suivre ${quoted(value.label)}\u00a0: agenda et flux Atom`;
    this.way.replaceChildren(element("a", { href: value.href, className: "fr-link" }, text));
  }
}

const hidden = (text) => element("span", { className: "fr-sr-only" }, text);

const panel = document.getElementById("filtres");
if (panel) {
  for (const scripted of panel.querySelectorAll("[data-scripted]")) scripted.hidden = false;
  if (panel.dataset.index) new List(panel).start();
}
