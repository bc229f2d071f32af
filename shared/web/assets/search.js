// Searches the programme: the library with the words of the events, asked for when someone starts to search.

import MiniSearch from "/assets/minisearch.js";

/** Words that say nothing of what is looked for, without accents. */
const EMPTY = new Set(
  ("a au aux avec ce ces d dans de des du en et il l la le les leur leurs ne ou par pas pour qu que qui sa se ses " +
    "son sur un une").split(" "),
);

/** As the words of the events are: small letters without accents. */
const folded = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae");

const wordsOf = (text) => folded(text).split(/[^\p{L}\p{N}]+/u);

/** The same for the singular and the plural; nothing for words that say nothing. */
const term = (word) => {
  if (word.length < 2 || EMPTY.has(word)) return null;
  if (word.length < 4 || /^\d+$/.test(word)) return word;
  if (word.endsWith("aux") && !word.endsWith("eaux")) return `${word.slice(0, -3)}al`;
  return word.replace(/[sx]$/, "");
};

/**
 * What searches the events whose words are at this address.
 *
 * It gives the identifiers of those that have all the words, or words that begin like them; where none has, of those that
 * have words almost like them (`isAlmost`). Nothing when none of the words says anything.
 */
export async function searchOf(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const index = new MiniSearch({
    fields: ["words"],
    tokenize: wordsOf,
    processTerm: term,
    searchOptions: { combineWith: "AND", prefix: (word) => word.length > 2 },
  });
  index.addAll(Object.entries(await answer.json()).map(([id, words]) => ({ id, words })));
  const idsOf = (results) => new Set(results.map(({ id }) => id));

  return (text) => {
    if (!wordsOf(text).some(term)) return {};
    const exact = idsOf(index.search(text));
    if (exact.size > 0) return { ids: exact, isAlmost: false };
    const near = idsOf(index.search(text, { fuzzy: (word) => (word.length > 4 ? 0.2 : false), maxFuzzy: 2 }));
    return { ids: near, isAlmost: near.size > 0 };
  };
}
