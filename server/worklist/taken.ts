import type { Item } from "./item";

/** What whoever takes an item is told: what it is, where it leads, until when it is his. */
export function takenResult(item: Item) {
  return {
    itemId: item.id,
    kind: item.kind,
    number: item.number,
    subjectType: item.subjectType,
    subjectId: item.subjectId,
    lockedUntil: item.lockedUntil,
    version: item.version,
  };
}
