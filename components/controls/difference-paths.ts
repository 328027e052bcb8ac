import { CORE_DIFFERENCE_STATES } from "@/domain/controls/core-difference";
import { coreDifferencesList, deadInstructionsList } from "@/domain/controls/core-lists";
import type { ListInput } from "@/domain/shared/list";
import { readListInput } from "@/lib/list-input";

export const DIFFERENCES_PATH = "/controls/differences";
export const DEAD_PATH = "/controls/dead";

/** What the list shows where its address names no state: what waits and what is let be. */
export const STANDING_STATES = CORE_DIFFERENCE_STATES.filter((state) => state !== "resolved").join(",");

/** The list's query from its address. */
export function differencesInput(address: Readonly<Record<string, string>>): ListInput<typeof coreDifferencesList> {
  return readListInput(coreDifferencesList, { ...address, state: address.state ?? STANDING_STATES });
}

/** The list's query from its address. */
export function deadInput(address: Readonly<Record<string, string>>): ListInput<typeof deadInstructionsList> {
  return readListInput(deadInstructionsList, address);
}

/** The open difference a path names, or null. */
export function differenceIdOf(pathname: string): string | null {
  return /^\/controls\/differences\/([0-9a-f-]{36})$/i.exec(pathname)?.[1] ?? null;
}
