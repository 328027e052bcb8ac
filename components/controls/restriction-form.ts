import { z } from "zod";
import {
  RELEASE_REASONS,
  RESTRICTION_REASONS,
  type ReleaseReason,
  type RestrictionReason,
} from "@/domain/controls/codes";
import { SCOPES } from "@/domain/controls/model";
import { parseAmount } from "@/domain/shared/money";

export const RESTRICTION_REASON_NAMES = Object.keys(RESTRICTION_REASONS) as [RestrictionReason, ...RestrictionReason[]];
export const RELEASE_REASON_NAMES = Object.keys(RELEASE_REASONS) as [ReleaseReason, ...ReleaseReason[]];

const note = z.string().trim().min(1, "required").max(2000, "tooLong");

/** The form of a proposed restriction; `amount` is major units as typed, only with scope `amount`. */
export function restrictionForm(currency: string) {
  return z
    .object({
      reasonCode: z.enum(RESTRICTION_REASON_NAMES, "required"),
      scope: z.enum(SCOPES),
      amount: z.string(),
      reviewOn: z.iso.date("date"),
      note,
    })
    .superRefine(({ scope, amount }, context) => {
      if (scope === "amount" && !amountOf(scope, amount, currency)) {
        context.addIssue({ code: "custom", path: ["amount"], message: "amount" });
      }
    });
}
export type RestrictionForm = z.input<ReturnType<typeof restrictionForm>>;

export const releaseForm = z.object({ reasonCode: z.enum(RELEASE_REASON_NAMES, "required"), note });
export type ReleaseForm = z.input<typeof releaseForm>;

/** The typed amount in minor units; null where the scope takes none, or nothing usable is typed. */
export function amountOf(scope: string, typed: string, currency: string): bigint | null {
  if (scope !== "amount") return null;
  const read = parseAmount(typed, currency);
  return read.ok && read.minor > 0n ? read.minor : null;
}
