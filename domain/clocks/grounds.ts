import type { Rules, RuleVersion } from "../rulebook/model";
import { holdsOn } from "../rulebook/rules";
import { type Decided, decided, type Result, refuse } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import type { LocalDate } from "../shared/time";
import type { Clock, ClockUnit } from "./model";

/** Why a clock is paused. A ground opens only the clocks whose rule stands under it here, and only while its row holds. */
export const PAUSE_GROUNDS = ["requester-papers"] as const;
export type PauseGround = (typeof PAUSE_GROUNDS)[number];

/** Why more time is taken. Whether and how much is the rule's own figure. */
export const EXTENSION_GROUNDS = ["complex-case", "third-party-awaited"] as const;
export type ExtensionGround = (typeof EXTENSION_GROUNDS)[number];

type PauseRight = { readonly ground: PauseGround; readonly allowedBy: string; readonly clocks: readonly string[] };

/**
 * Which row lets which clocks stand still. A request is handled once the requester has proven who he is: until then the
 * time to answer cannot run against the house. Clocks named nowhere never pause, whatever the reason: reports above all.
 */
export const PAUSE_RIGHTS: readonly PauseRight[] = [
  {
    ground: "requester-papers",
    allowedBy: "mipriv-request-identity",
    clocks: ["mipriv-request-15wd", "mipriv-withdraw-clock", "mipriv-close-15d"],
  },
  {
    ground: "requester-papers",
    allowedBy: "llpriv-written-identity",
    clocks: ["llpriv-reply-15wd", "llpriv-delete-close-15wd"],
  },
  { ground: "requester-papers", allowedBy: "law-ecom-24", clocks: ["trap-no-clock-docs"] },
];

const ruleOf = (clock: Pick<Clock, "figure">) => clock.figure.rule?.ruleId ?? null;

function inForce(rules: Rules, id: string, on: LocalDate): RuleVersion | undefined {
  return rules.all().some((version) => version.id === id && holdsOn(version, on)) ? rules.get(id, on) : undefined;
}

/** The grounds on which a clock may pause on a day, each with the row that says so. */
export function pauseGrounds(
  clock: Pick<Clock, "figure">,
  rules: Rules,
  on: LocalDate,
): Decided<readonly PauseGround[]> {
  const rule = ruleOf(clock);
  const rights = PAUSE_RIGHTS.filter(
    ({ clocks, allowedBy }) => rule !== null && clocks.includes(rule) && inForce(rules, allowedBy, on) !== undefined,
  );
  const basis = rights.map(({ allowedBy }) => rules.ref(allowedBy, on));
  return decided([...new Set(rights.map(({ ground }) => ground))], basis);
}

/** Whether a clock may pause on a ground. Gives the row that allows it; refuses `clocks.clock.pause-not-allowed`. */
export function mayPause(clock: Pick<Clock, "figure">, ground: string, rules: Rules, on: LocalDate): Result<RuleRef> {
  const allowed = pauseGrounds(clock, rules, on);
  const [row] = allowed.basis;
  if (row && allowed.value.some((one) => one === ground)) return decided(row, allowed.basis);
  const basis = clock.figure.rule ? [clock.figure.rule] : [];
  return refuse("clocks.clock.pause-not-allowed", { field: "ground", basis });
}

/** How much more time a clock's own rule grants at most, in the unit of its period. */
export type ExtensionRight = { readonly most: number; readonly unit: ClockUnit; readonly rule: RuleRef };

const UNIT_WORD: Partial<Record<ClockUnit, string>> = {
  "calendar-day": "days",
  "working-day": "days",
  month: "months",
  year: "years",
  hour: "hours",
};

/**
 * What the rule of a clock grants: its figure `extension-days` (or -months, -years, -hours) in the unit of the period, or
 * what its figure `total-days` leaves over the period itself. Read as in force when the clock began. Refuses
 * `clocks.clock.extension-not-allowed` where the rule has no such figure, `extended-already` the second time.
 */
export function mayExtend(
  clock: Pick<Clock, "figure" | "extensions">,
  rules: Rules,
  begun: LocalDate,
): Result<ExtensionRight> {
  const { rule, unit, amount } = clock.figure;
  const version = rule ? inForce(rules, rule.ruleId, begun) : undefined;
  const basis = rule ? [rule] : [];
  const word = UNIT_WORD[unit];
  const figureOf = (name: string) =>
    version?.figures.find((one) => one.name === `${name}-${word}` && (one.unit === unit || one.unit === "natural-day"));
  const extension = figureOf("extension");
  const total = figureOf("total");
  const most = extension ? Number(extension.value) : total ? Number(total.value) - amount : 0;
  if (!version || !rule || most <= 0) return refuse("clocks.clock.extension-not-allowed", { basis });
  if (clock.extensions.length > 0) return refuse("clocks.clock.extended-already", { basis });
  const ref = { ruleId: version.id, version: version.version };
  return decided({ most, unit, rule: ref }, [ref]);
}
