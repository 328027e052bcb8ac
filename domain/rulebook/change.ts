import { decided, type Refusal, type Result, refuse } from "../shared/result";
import { addDays, type Instant, type LocalDate, shanghaiDate } from "../shared/time";
import type { Figure, FigureUnit, RuleVersion } from "./model";
import { RULEBOOK_POLICY } from "./policy";
import { type Clash, createRules, findClashes, holdsOn } from "./rules";

/** What a person asks for: new values of a rule's figures from a day on, both days included. Units and signs stay. */
export type FigureChange = {
  readonly ruleId: string;
  readonly figures: readonly { readonly name: string; readonly value: string }[];
  readonly from: LocalDate;
  /** Last day; null until the rule itself changes or ends. */
  readonly until: LocalDate | null;
};

/** How many places after the point a figure of a unit may have; counted things have none. */
const PLACES: Partial<Record<FigureUnit, number>> = { CNY: 2, USD: 2, percent: 4, factor: 4 };
/** Periods that run: none may be nothing. */
const PERIODS: readonly FigureUnit[] = [
  "calendar-day",
  "working-day",
  "natural-day",
  "hour",
  "minute",
  "month",
  "year",
];

function figureRefusal(base: RuleVersion, change: FigureChange): Refusal | null {
  const seen = new Set<string>();
  for (const { name, value } of change.figures) {
    const figure = base.figures.find((one) => one.name === name);
    const field = `figures.${name}`;
    if (!figure || seen.has(name)) return refuse("rulebook.change.figure-unknown", { field, params: { figure: name } });
    seen.add(name);
    const text = /^(0|[1-9]\d{0,14})(?:\.(\d{1,4}))?$/.exec(value);
    const places = PLACES[figure.unit] ?? 0;
    if (!text || (text[2]?.length ?? 0) > places)
      return refuse("rulebook.change.figure-malformed", { field, params: { figure: name, places } });
    if (PERIODS.includes(figure.unit) && /^0(\.0+)?$/.test(value))
      return refuse("rulebook.change.period-zero", { field, params: { figure: name } });
  }
  return null;
}

function dateRefusal(from: LocalDate, until: LocalDate | null, now: Instant): Refusal | null {
  const today = shanghaiDate(now);
  const earliest = addDays(today, -RULEBOOK_POLICY.mostDaysBack);
  const latest = addDays(today, RULEBOOK_POLICY.mostDaysAhead);
  if (from < earliest) return refuse("rulebook.change.too-early", { field: "from", params: { earliest } });
  if (from > latest) return refuse("rulebook.change.too-late", { field: "from", params: { latest } });
  if (until !== null && until < from) return refuse("rulebook.change.ends-before-start", { field: "until" });
  return null;
}

const ofRule = (versions: readonly RuleVersion[], id: string) => versions.filter((version) => version.id === id);
const nextNumber = (versions: readonly RuleVersion[]) => Math.max(0, ...versions.map(({ version }) => version)) + 1;

/** The day before the next version of the rule begins, so that a change never hides law already known to come. */
function endOf(base: RuleVersion, versions: readonly RuleVersion[], { from, until }: FigureChange): LocalDate | null {
  const starts = versions
    .flatMap(({ validFrom }) => (validFrom !== null && validFrom > from ? [validFrom] : []))
    .sort();
  const ends = [until, base.validTo, starts[0] === undefined ? null : addDays(starts[0], -1)];
  return ends.filter((end) => end !== null).sort()[0] ?? null;
}

/** What a change would put into the book, beside the version it is made from. */
export type ProposedVersion = { readonly base: RuleVersion; readonly version: RuleVersion };

/**
 * The version that a change would make: the one in force on its first day with other values, valid from that day to the
 * end asked for, the end of the base, or the day before the next version, whichever is first. Refuses
 * `rulebook.change.{rule-unknown, not-in-force, no-figures, figure-unknown, figure-malformed, period-zero, too-early,
 * too-late, ends-before-start, nothing-changed}`.
 */
export function changeFigures(
  versions: readonly RuleVersion[],
  change: FigureChange,
  now: Instant,
): Result<ProposedVersion> {
  const own = ofRule(versions, change.ruleId);
  if (own.length === 0) return refuse("rulebook.change.rule-unknown", { field: "ruleId" });
  const dates = dateRefusal(change.from, change.until, now);
  if (dates) return dates;
  if (!own.some((version) => holdsOn(version, change.from)))
    return refuse("rulebook.change.not-in-force", { field: "from", params: { from: change.from } });
  const rules = createRules(own);
  const base = rules.get(change.ruleId, change.from);
  if (base.figures.length === 0) return refuse("rulebook.change.no-figures", { field: "figures" });
  const wrong = figureRefusal(base, change);
  if (wrong) return wrong;
  const asked = new Map(change.figures.map(({ name, value }) => [name, value]));
  const figures: Figure[] = base.figures.map((figure) => ({
    ...figure,
    value: asked.get(figure.name) ?? figure.value,
  }));
  if (figures.every((figure, index) => figure.value === base.figures[index]?.value))
    return refuse("rulebook.change.nothing-changed", { field: "figures" });
  const version: RuleVersion = {
    ...base,
    version: nextNumber(own),
    figures,
    validFrom: change.from,
    validTo: endOf(base, own, change),
    knownFrom: now,
    source: "console",
  };
  return decided({ base, version }, [rules.ref(change.ruleId, change.from)]);
}

/** Which side of a clash shall hold. */
export type ClashChoice = "keep-console" | "take-file";

/**
 * Settles a clash by a further version: the console's text once more, or the file's on the days both speak of. Refuses
 * `rulebook.change.no-clash` where none is open for the rule.
 */
export function settleClash(
  versions: readonly RuleVersion[],
  asked: { readonly ruleId: string; readonly choice: ClashChoice },
  now: Instant,
): Result<ProposedVersion> {
  const own = ofRule(versions, asked.ruleId);
  const clash = findClashes(own).at(-1);
  if (!clash) return refuse("rulebook.change.no-clash", { field: "ruleId" });
  const chosen = asked.choice === "keep-console" ? clash.console : clash.file;
  const version: RuleVersion = {
    ...chosen,
    version: nextNumber(own),
    ...(asked.choice === "take-file" ? bothSpeak(clash) : {}),
    knownFrom: now,
    source: "console",
  };
  const { id, version: number } = clash.console;
  return decided({ base: clash.console, version }, [{ ruleId: id, version: number }]);
}

function bothSpeak({ console, file }: Clash): Pick<RuleVersion, "validFrom" | "validTo"> {
  const starts = [console.validFrom, file.validFrom].filter((date) => date !== null).sort();
  const ends = [console.validTo, file.validTo].filter((date) => date !== null).sort();
  return { validFrom: starts.at(-1) ?? null, validTo: ends[0] ?? null };
}
