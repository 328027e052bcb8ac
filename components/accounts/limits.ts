import type { AdjustmentKind } from "@/domain/limits/codes";
import { ADJUSTMENTS_LIST } from "@/domain/limits/schema";
import type { ListInput } from "@/domain/shared/list";
import { parseAmount } from "@/domain/shared/money";
import { readListInput } from "@/lib/list-input";
import type { RouterOutputs } from "@/lib/trpc/types";

export type AccountLimits = RouterOutputs["limits"]["account"];
export type ChangedLimit = RouterOutputs["limits"]["list"]["rows"][number];
export type LimitCap = AccountLimits["caps"][number];

export const LIMITS_PATH = "/limits";

/** The query of all changed limits from its address. */
export function limitsInput(address: Readonly<Record<string, string>>): ListInput<typeof ADJUSTMENTS_LIST> {
  return readListInput(ADJUSTMENTS_LIST, address);
}

/** From this share of a cap on it is said to be nearly used up. */
const NEARLY = 0.9;

/** Caps that say the same of the same window, once, with every rule that says it. */
export function distinctCaps<C extends Pick<LimitCap, "window" | "ownName" | "capMinor" | "basis">>(
  caps: readonly C[],
): readonly { readonly cap: C; readonly basis: readonly C["basis"][] }[] {
  const found: { cap: C; basis: C["basis"][] }[] = [];
  for (const cap of caps) {
    const same = found.find(
      (one) => one.cap.window === cap.window && one.cap.ownName === cap.ownName && one.cap.capMinor === cap.capMinor,
    );
    if (same) same.basis.push(cap.basis);
    else found.push({ cap, basis: [cap.basis] });
  }
  return found;
}

/** The part of a cap that is used up: 0 and up; more than 1 beyond it. */
export function shareUsed({ usedMinor, capMinor }: Pick<LimitCap, "usedMinor" | "capMinor">): number {
  return capMinor > 0n ? Number((usedMinor * 10_000n) / capMinor) / 10_000 : usedMinor > 0n ? 1 : 0;
}

/** How a share of a cap stands: beyond it, nearly used up, or with room. */
export function limitTone(share: number): "late" | "wait" | null {
  if (share > 1) return "late";
  return share >= NEARLY ? "wait" : null;
}

/** The cap with the least room. */
export function tightestCap<C extends Pick<LimitCap, "usedMinor" | "capMinor">>(caps: readonly C[]): C | null {
  return caps.reduce<C | null>((least, one) => (least && shareUsed(least) >= shareUsed(one) ? least : one), null);
}

/** What was typed as a limit: fen of a sum in yuan, or how many. Null where it is neither. */
export function readLimit(kind: AdjustmentKind, typed: string): bigint | null {
  if (kind === "transfer-count") return /^\d{1,4}$/.test(typed.trim()) ? BigInt(typed.trim()) : null;
  const read = parseAmount(typed.trim(), "CNY");
  return read.ok ? read.minor : null;
}
