import { z } from "zod";
import { ADJUSTMENT_KINDS, type AdjustmentKind } from "@/domain/limits/codes";
import { type AccountLimits, readLimit } from "./limits";

/** What is typed to change a limit; sums in yuan as typed. A raise ends on a day, a lowering may. */
export const limitForm = z
  .object({
    direction: z.enum(["raise", "lower"]),
    kind: z.enum(ADJUSTMENT_KINDS),
    value: z.string(),
    day: z.string(),
    until: z.union([z.iso.date("date"), z.literal("")]),
    note: z.string().trim().min(1, "required").max(500, "tooLong"),
  })
  .superRefine(({ direction, kind, value, day, until }, context) => {
    const lacks = (field: string, message: string) => context.addIssue({ code: "custom", path: [field], message });
    const read = readLimit(kind, value);
    if (read === null) lacks("value", kind === "transfer-count" ? "invalid" : "amount");
    if (asksDay(kind, value) && readLimit(kind, day) === null) lacks("day", "amount");
    if (direction === "raise" && until === "") lacks("until", "required");
  });
export type LimitForm = z.input<typeof limitForm>;

/** Payments without password have a sum of a day besides, unless they are switched off. */
export const asksDay = (kind: AdjustmentKind, value: string): boolean =>
  kind === "password-free" && readLimit(kind, value) !== 0n;

/** What holds now of a kind of limit; null where nothing was agreed. */
export function limitNow(limits: Pick<AccountLimits, "lines" | "tiers">, kind: AdjustmentKind): bigint | null {
  if (kind === "day") return limits.tiers.find(({ tier }) => tier === "agreed")?.capMinor ?? null;
  const name = kind === "password-free" ? "free-payment" : kind;
  return limits.lines.find((line) => line.name === name)?.cap ?? null;
}
