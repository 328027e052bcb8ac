import { z } from "zod";
import {
  RELEASE_REASONS,
  RESTRICTION_REASONS,
  type ReleaseReason,
  type RestrictionReason,
  URGENT_RULES,
} from "@/domain/controls/codes";
import { type Extent, SCOPES } from "@/domain/controls/model";
import { parseAmount } from "@/domain/shared/money";

export const RESTRICTION_REASON_NAMES = Object.keys(RESTRICTION_REASONS) as [RestrictionReason, ...RestrictionReason[]];
export const RELEASE_REASON_NAMES = Object.keys(RELEASE_REASONS) as [ReleaseReason, ...ReleaseReason[]];

const note = z.string().trim().min(1, "required").max(2000, "tooLong");
/** A wall clock of Shanghai to the minute, or "" for no term. */
const wallClock = z.string().regex(/^(?:\d{4}-\d{2}-\d{2}T\d{2}:\d{2})?$/, "date");

const reach = {
  scope: z.enum(SCOPES),
  amount: z.string(),
  /** A function's name, with that scope. */
  target: z.string(),
  /** The id of a bound card, with that scope. */
  card: z.string(),
};
const common = { ...reach, expiresAt: wallClock, reviewOn: z.iso.date("date"), note };

type Typed = { readonly scope: string; readonly amount: string; readonly target: string; readonly card: string };
type Check = { addIssue(issue: { code: "custom"; path: string[]; message: string }): void };

/** What a reach lacks: an amount, a function, a card. */
function complete(typed: Typed, currency: string, context: Check): void {
  const lacks = (field: string, message: string) => context.addIssue({ code: "custom", path: [field], message });
  if (typed.scope === "amount" && !amountOf(typed.scope, typed.amount, currency)) lacks("amount", "amount");
  if (typed.scope === "function" && typed.target === "") lacks("target", "required");
  if (typed.scope === "card" && typed.card === "") lacks("card", "required");
}

/** The form of a proposed restriction; `amount` is major units as typed, only with scope `amount`. */
export function restrictionForm(currency: string) {
  return z
    .object({ ...common, reasonCode: z.enum(RESTRICTION_REASON_NAMES, "required") })
    .superRefine((typed, context) => complete(typed, currency, context));
}
export type RestrictionForm = z.input<ReturnType<typeof restrictionForm>>;

/** The form of a restriction at once: the same, with the rule in place of the reason. */
export function urgentForm(currency: string) {
  return z
    .object({ ...common, rule: z.enum(URGENT_RULES) })
    .superRefine((typed, context) => complete(typed, currency, context));
}
export type UrgentForm = z.input<ReturnType<typeof urgentForm>>;

export const releaseForm = z.object({ reasonCode: z.enum(RELEASE_REASON_NAMES, "required"), note });
export type ReleaseForm = z.input<typeof releaseForm>;

/** The typed amount in minor units; null where the scope takes none, or nothing usable is typed. */
export function amountOf(scope: string, typed: string, currency: string): bigint | null {
  if (scope !== "amount") return null;
  const read = parseAmount(typed, currency);
  return read.ok && read.minor > 0n ? read.minor : null;
}

/** How far what is typed reaches; null while something of it is missing. */
export function extentOf(typed: Partial<Typed>, currency: string): Extent | null {
  const { scope = "", amount = "", target = "", card = "" } = typed;
  const known = SCOPES.find((one) => one === scope);
  if (!known) return null;
  const amountMinor = amountOf(known, amount, currency);
  const at = known === "function" ? target : known === "card" ? card : "";
  const missing = (known === "amount" && amountMinor === null) || ((known === "function" || known === "card") && !at);
  return missing ? null : { scope: known, amountMinor, target: at === "" ? null : at };
}
