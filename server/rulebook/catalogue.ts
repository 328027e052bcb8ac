import { type Calendar, type CalendarYear, createCalendar } from "@/domain/clocks/calendar";
import type { Level } from "@/domain/rulebook/coverage";
import type { Rules, RuleVersion } from "@/domain/rulebook/model";
import { type Clash, createRules, findClashes } from "@/domain/rulebook/rules";
import { DOCUMENTS, REQUIRED_LEVEL, RULE_FILES, type RuleDocument } from "@/rulebook";
import { CALENDAR_YEARS } from "@/rulebook/calendar";

/** The rulebook of this process: what decides, and what a person should look at. */
export type Catalogue = {
  readonly rules: Rules;
  /** Console changes under which the files have moved on; listed at start and on the rulebook page. */
  readonly clashes: readonly Clash[];
};

/** The files' versions together with those made on the console, which win. */
export function createCatalogue(consoleVersions: readonly RuleVersion[] = []): Catalogue {
  const versions = [...RULE_FILES, ...consoleVersions];
  return { rules: createRules(versions), clashes: findClashes(versions) };
}

let fromFiles: Rules | undefined;
let official: Calendar | undefined;

/** The rules as the files give them, made once. */
export function rules(): Rules {
  fromFiles ??= createCatalogue().rules;
  return fromFiles;
}

/** The official working calendar, made once. */
export function calendar(): Calendar {
  official ??= createCalendar(CALENDAR_YEARS);
  return official;
}

/** The calendar with the years loaded on the console, each in place of the file's. */
export function calendarWith(years: readonly CalendarYear[]): Calendar {
  const loaded = new Map(years.map((year) => [year.year, year]));
  return createCalendar([...CALENDAR_YEARS.filter(({ year }) => !loaded.has(year)), ...loaded.values()]);
}

/** A version with what a page shows beside it: its document, and the level it must reach when it is counted. */
export type CatalogueEntry = {
  readonly version: RuleVersion;
  readonly document: RuleDocument;
  readonly required: Level | null;
};

/** One version for display. Throws RangeError for a document the registry does not know. */
export function entryOf(version: RuleVersion): CatalogueEntry {
  const document = DOCUMENTS[version.document];
  if (!document) throw new RangeError(`unknown document: ${version.document}`);
  return { version, document, required: REQUIRED_LEVEL[version.id] ?? null };
}
