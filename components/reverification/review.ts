import type { Tone } from "@/components/patterns/tone";
import { TRIGGER_RULES, type TriggerKind } from "@/domain/reverification/model";
import type { RouterOutputs } from "@/lib/trpc/types";

export type ReviewRow = RouterOutputs["reverification"]["list"]["rows"][number];
export type ReviewDetail = RouterOutputs["reverification"]["detail"];
export type TriggerRow = RouterOutputs["reverification"]["triggers"]["rows"][number];
export type HoldRow = RouterOutputs["reverification"]["holds"]["rows"][number];

export const REVIEW_TONE: Readonly<Record<ReviewRow["state"], Tone>> = {
  asked: "idle",
  "at-desk": "wait",
  done: "done",
  closed: "none",
  cancelled: "none",
};

export const TRIGGER_TONE: Readonly<Record<TriggerRow["state"], Tone>> = {
  joined: "wait",
  satisfied: "done",
  held: "prov",
  dismissed: "none",
  gone: "none",
};

export const HOLD_TONE: Readonly<Record<HoldRow["state"], Tone>> = {
  open: "wait",
  released: "done",
  dismissed: "none",
};

/** What must happen next, as a key of the words: what is suspended counts before who is waited for. */
export type NextStep = "suspended" | "asked" | "askedSoon" | "lapsed" | "refused" | "done" | "closed" | "cancelled";

export function nextStepOf(item: Pick<ReviewDetail, "state" | "dueOn" | "deskCause" | "suspended">): NextStep {
  if (item.state !== "asked" && item.state !== "at-desk") return item.state;
  if (item.suspended > 0) return "suspended";
  if (item.state === "at-desk") return item.deskCause ?? "lapsed";
  return item.dueOn === null ? "askedSoon" : "asked";
}

/** The sum a trigger was found by, with its line, in the currency that met it: yuan where the yuan line is met, else dollars. */
export function decisiveSum(
  row: Pick<TriggerRow, "metBy" | "cnySum" | "usdSum" | "cnyLine" | "usdLine">,
): { readonly currency: "CNY" | "USD"; readonly sum: string; readonly line: string } | null {
  const currency = row.metBy === "usd" ? "USD" : "CNY";
  const [sum, line] = currency === "USD" ? [row.usdSum, row.usdLine] : [row.cnySum, row.cnyLine];
  return row.metBy === null || sum === null || line === null ? null : { currency, sum, line };
}

/** Kinds in the order of the agreement. */
export function inOrder(kinds: readonly TriggerKind[]): readonly TriggerKind[] {
  const order = Object.keys(TRIGGER_RULES);
  return [...kinds].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

/** Where the transactions a trigger was found by are listed; null for triggers that rest on none. */
export function legsHref(
  row: Pick<TriggerRow, "customer" | "account" | "kind" | "windowFrom" | "windowTo">,
): string | null {
  const onLedger = row.kind === "single-amount" || row.kind === "thirty-days" || row.kind === "balance-run";
  if (!onLedger || row.windowFrom === null || row.windowTo === null) return null;
  const search = new URLSearchParams({ customer: row.customer.id, dateFrom: row.windowFrom, dateTo: row.windowTo });
  if (row.account) search.set("account", row.account.id);
  return `/ledger?${search}`;
}
