import type { Rules } from "../rulebook/model";
import { decided, type Result, refuse } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import { addDays, type Instant, type LocalDate, shanghaiDate, startOfDay } from "../shared/time";
import type { PackageForm, PackageState } from "./model";
import { CODE_DAYS, DOWNLOADS_MOST, PACKAGE_DAYS, WRONG_CODES_MOST } from "./policy";

/** What lies beside somebody's data in a row is his too as long as it lies there: dates, codes and sums go with it. */
const WHOLE = ["mipriv-mixed-nonpersonal", "law-pipl-4"] as const;

/** What every package rests on, and what none may reveal; `portability` has four conditions of its own. */
const FORM_RULES = {
  access: ["law-pipl-45", "mipriv-rights-5", "llpriv-view-correct-supplement", ...WHOLE, "trap-dsar-str"],
  copy: ["law-pipl-45", "mipriv-rights-5", "llpriv-view-correct-supplement", ...WHOLE, "trap-dsar-str"],
  portability: ["law-netdata-25", "law-pipl-45", "trap-dsar-str"],
} as const satisfies Record<PackageForm, readonly string[]>;

/** The rows a package of a form rests on. */
export const packageBasis = (form: PackageForm, rules: Rules, on: LocalDate): readonly RuleRef[] =>
  decided(
    form,
    FORM_RULES[form].map((id) => rules.ref(id, on)),
  ).basis;

/**
 * May somebody's data be handed over so that they move with him? The four conditions of the regulation: it is proven who
 * he is, it is data he gave by consent or for a contract, it can be done, and it harms nobody else. Refuses the first that
 * is not met; the second holds for every column by what the package of this form takes in, and so does the fourth, since
 * other people's data are masked there.
 */
export function mayPort(
  facts: { readonly identityProven: boolean; readonly kind: "person" | "enterprise"; readonly feasible: boolean },
  rules: Rules,
  on: LocalDate,
): Result<{ readonly conditions: number }> {
  const basis = [rules.ref("law-netdata-25", on), rules.ref("law-pipl-45", on)];
  const { value: conditions } = rules.figure("law-netdata-25", "listed", on);
  if (!facts.identityProven) return refuse("packages.portability.identity-unproven", { basis });
  if (facts.kind !== "person") return refuse("packages.portability.not-a-person", { basis });
  if (!facts.feasible) return refuse("packages.portability.not-feasible", { basis });
  return decided({ conditions: Number(conditions) }, basis);
}

/** Until when a package that is ready now may be fetched: the end of the last of its days. */
export const openUntil = (now: Instant): Instant => startOfDay(addDays(shanghaiDate(now), PACKAGE_DAYS + 1));

/** Until when a code made now opens its package. */
export function codeUntil(now: Instant, packageUntil: Instant): Instant {
  const own = startOfDay(addDays(shanghaiDate(now), CODE_DAYS + 1));
  return own < packageUntil ? own : packageUntil;
}

export type Standing = {
  readonly state: PackageState;
  readonly openUntil: Instant | null;
  readonly downloads: number;
};

/** May a package be handed out now? Refuses one that is not ready, whose days are over, or that went out often enough. */
export function mayHandOut(standing: Standing, now: Instant): Result<true> {
  if (standing.state === "building") return refuse("packages.package.not-ready");
  if (standing.state !== "ready") return refuse("packages.package.gone", { params: { state: standing.state } });
  if (standing.openUntil === null || now >= standing.openUntil) return refuse("packages.package.over");
  if (standing.downloads >= DOWNLOADS_MOST)
    return refuse("packages.package.taken-often", { params: { most: DOWNLOADS_MOST } });
  return decided(true);
}

/** Does a code still open its package? The one that is given is compared elsewhere; too many wrong ones end it. */
export function codeStands(
  code: { readonly there: boolean; readonly until: Instant | null; readonly wrong: number },
  now: Instant,
): boolean {
  return code.there && code.until !== null && now < code.until && code.wrong < WRONG_CODES_MOST;
}

/** May a package be ended by a colleague? Refuses one that has ended. */
export function mayRevoke({ state }: Pick<Standing, "state">): Result<true> {
  return state === "building" || state === "ready"
    ? decided(true)
    : refuse("packages.package.gone", { params: { state } });
}
