import { plainShapes } from "./lookalikes";
import type { EntryKeys, ListedEntry, MatchedOn, Party } from "./model";
import { keysOf, nameKey, namesSomebody, numberKey } from "./normalise";

/** What is compared of a listed entry. */
export function entryKeys({ kind, names, numbers }: Pick<ListedEntry, "kind" | "names" | "numbers">): EntryKeys {
  return {
    names: keysOf(names, nameKey).filter((key) => namesSomebody(key, kind)),
    numbers: keysOf(numbers, numberKey),
  };
}

/** What is compared of a customer, whatever script and order his names are in: as written, and as they look. */
export function partyKeys({ names, documents }: Party): EntryKeys {
  return { names: keysOf([...names, ...names.map(plainShapes)], nameKey), numbers: keysOf(documents, numberKey) };
}

/** What of an entry and a party is the same; nothing for two who have nothing in common. */
export function matchedOn(entry: EntryKeys, party: EntryKeys): readonly MatchedOn[] {
  const share = (one: readonly string[], other: readonly string[]) => one.some((key) => other.includes(key));
  return [
    ...(share(entry.names, party.names) ? (["name"] as const) : []),
    ...(share(entry.numbers, party.numbers) ? (["number"] as const) : []),
  ];
}
