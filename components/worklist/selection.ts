/** What is picked in a list: rows one by one, or all that the filters show but for some. */
export type Picked =
  | { readonly all: false; readonly ids: ReadonlySet<string> }
  | { readonly all: true; readonly except: ReadonlySet<string> };

export const NOTHING: Picked = { all: false, ids: new Set() };

/** How many ids one bulk takes, picked or left out. */
export const MOST_IDS = 500;

/** Which of the rows on screen are picked. */
export function pickedOn(picked: Picked, page: readonly string[]): ReadonlySet<string> {
  return new Set(page.filter((id) => (picked.all ? !picked.except.has(id) : picked.ids.has(id))));
}

/** What is picked after the rows on screen that are picked became `next`; other pages stay as they were. */
export function repick(picked: Picked, page: readonly string[], next: ReadonlySet<string>): Picked {
  const elsewhere = (ids: ReadonlySet<string>) => [...ids].filter((id) => !page.includes(id));
  if (!picked.all) return { all: false, ids: new Set([...elsewhere(picked.ids), ...next]) };
  if (next.size === 0 && page.length > 0 && picked.except.size === 0 && pickedOn(picked, page).size > 1) return NOTHING;
  return { all: true, except: new Set([...elsewhere(picked.except), ...page.filter((id) => !next.has(id))]) };
}

/** How many are picked, of `total` under the filters. */
export function countPicked(picked: Picked, total: number): number {
  return picked.all ? Math.max(0, total - picked.except.size) : picked.ids.size;
}

/** The same for the server: all under the filters but for some, or of them only those picked. */
export function scopeOf(picked: Picked): { only?: string[]; except: string[] } {
  return picked.all ? { except: [...picked.except] } : { only: [...picked.ids], except: [] };
}
