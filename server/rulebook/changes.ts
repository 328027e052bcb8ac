import type { SnapshotInput } from "@/domain/approvals/model";
import { createCalendar } from "@/domain/clocks/calendar";
import { acceptYear } from "@/domain/clocks/calendar-change";
import { changeFigures, settleClash } from "@/domain/rulebook/change";
import type { RuleVersion } from "@/domain/rulebook/model";
import { createRules } from "@/domain/rulebook/rules";
import type { ChangeContent } from "@/domain/rulebook/schema";
import { disagreements } from "@/domain/rulebook/twins";
import { canonicalJson } from "@/domain/shared/canonical-json";
import { decided, type Result } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { CALENDAR_YEARS } from "@/rulebook/calendar";
import { sha256Hex } from "@/server/kernel/crypto/sha256";
import type { Scope } from "@/server/kernel/scope";
import type { LawAfter, LawChange } from "./followers";
import { findConsoleYears } from "./store";

/** What no second open change may touch: a rule, or a year of the calendar. */
export function targetOf(content: ChangeContent): string {
  switch (content.kind) {
    case "calendar-year":
      return `calendar:${content.notice.year}`;
    default:
      return content.ruleId;
  }
}

/** What a change would make: the version or the year, and the law with it. */
export type Made =
  | { readonly kind: "rule"; readonly base: RuleVersion; readonly version: RuleVersion; readonly after: LawAfter }
  | { readonly kind: "calendar"; readonly year: number; readonly after: LawAfter };

/** Computes what a change would make on the book as it stands now. Refuses as the domain does. */
export async function make(scope: Scope, content: ChangeContent): Promise<Result<Made>> {
  const { rules, calendar, now } = scope;
  if (content.kind === "calendar-year") {
    const loaded = await findConsoleYears(scope.tx);
    const replaced = new Set(loaded.map(({ year }) => year));
    const known = [...CALENDAR_YEARS.filter(({ year }) => !replaced.has(year)), ...loaded];
    const years = acceptYear(known, content.notice, now);
    if (!years.ok) return years;
    const after = { rules, calendar: createCalendar(years.value) };
    return decided({ kind: "calendar", year: content.notice.year, after }, years.basis);
  }
  const versions = rules.all();
  const made =
    content.kind === "figures"
      ? changeFigures(versions, content, now)
      : settleClash(versions, { ruleId: content.ruleId, choice: content.kind }, now);
  if (!made.ok) return made;
  const { base, version } = made.value;
  const after = { rules: createRules([...versions, version]), calendar };
  return decided({ kind: "rule", base, version, after }, made.basis);
}

/** The change as the fields of work see it. */
export function lawChange(changeId: string, made: Made): LawChange {
  return made.kind === "rule"
    ? { kind: "rule", changeId, before: made.base, after: made.version }
    : { kind: "calendar", changeId, year: made.year };
}

/** Where the changed row would differ from a row that states the same. */
export function apart(scope: Scope, made: Made) {
  if (made.kind !== "rule") return decided([]);
  const on = made.version.validFrom ?? shanghaiDate(scope.now);
  return disagreements(made.after.rules, made.version.id, on);
}

const digest = (value: unknown) => sha256Hex(canonicalJson(JSON.parse(JSON.stringify(value))));

/**
 * The facts a change rests on: what was asked, and the versions of the rule (or the year) known when it was. Both end the
 * approval when they differ.
 */
export async function changeInputs(scope: Scope, content: ChangeContent): Promise<readonly SnapshotInput[]> {
  const input = (key: string, value: string, version: string): SnapshotInput => ({
    key,
    label: `rulebook.labels.input.${key}`,
    value,
    version,
    onChange: "void",
  });
  const asked = digest(content);
  const standing =
    content.kind === "calendar-year"
      ? (await findConsoleYears(scope.tx)).filter(({ year }) => year === content.notice.year)
      : scope.rules.all().filter(({ id }) => id === content.ruleId);
  const named = standing.map((one) => ("version" in one ? `${one.id}@${one.version}` : `${one.year}`));
  return [
    input("payload", asked.slice(0, 12), asked),
    input("standing", named.sort().join(", ") || "–", digest(standing)),
  ];
}
