import { z } from "zod";
import { MEASURE_FUNCTIONS } from "@/domain/controls/model";
import { REJECT_REASON_NAMES } from "@/domain/objections/codes";
import { isNarrower } from "@/domain/objections/decisions";
import { OBJECTION_OUTCOMES } from "@/domain/objections/model";
import type { DecideObjectionInput } from "@/domain/objections/schema";
import { parseAmount } from "@/domain/shared/money";
import type { ObjectionDetail } from "./objection";

/** What a measure can be narrowed to here; a bound card is nobody's to choose at this desk. */
export const NARROWER_SCOPES = ["debit", "credit", "function", "amount"] as const;
export type NarrowerScope = (typeof NARROWER_SCOPES)[number];

/** The form of a decision; what an outcome does not ask for may be empty. */
export const decideForm = z
  .object({
    outcome: z.enum(OBJECTION_OUTCOMES, "required"),
    reason: z.enum(REJECT_REASON_NAMES).optional(),
    scope: z.enum(NARROWER_SCOPES).optional(),
    target: z.enum(MEASURE_FUNCTIONS).optional(),
    amount: z.string().optional(),
    answer: z.string().trim().min(1, "required").max(4000, "tooLong"),
  })
  .superRefine((given, ctx) => {
    const want = (path: string, missing: boolean) => {
      if (missing) ctx.addIssue({ code: "custom", path: [path], message: "required" });
    };
    want("reason", given.outcome === "rejected" && given.reason === undefined);
    if (given.outcome !== "partly") return;
    want("scope", given.scope === undefined);
    want("target", given.scope === "function" && given.target === undefined);
    want("amount", given.scope === "amount" && sumOf(given.amount, "CNY") === null);
  });
export type DecideForm = z.output<typeof decideForm>;

function sumOf(text: string | undefined, currency: string): bigint | null {
  const amount = parseAmount(text ?? "", currency);
  return amount.ok && amount.minor > 0n ? amount.minor : null;
}

/** The decision a filled form stands for; sums in the measure's currency. */
export function verdictOf(given: DecideForm, currency: string): DecideObjectionInput["verdict"] {
  const { outcome } = given;
  if (outcome === "rejected") return { outcome, reason: given.reason ?? "risk-remains" };
  if (outcome !== "partly") return { outcome };
  const scope = given.scope ?? "debit";
  return {
    outcome,
    narrower: {
      scope,
      amountMinor: scope === "amount" ? sumOf(given.amount, currency) : null,
      target: scope === "function" ? (given.target ?? null) : null,
    },
  };
}

/** What a measure can be narrowed to: whatever takes less than it. */
export function scopesBelow(measure: ObjectionDetail["measure"]): readonly NarrowerScope[] {
  return NARROWER_SCOPES.filter((scope) => isNarrower({ scope, amountMinor: 1n, target: null }, measure));
}
