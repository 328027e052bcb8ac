import type { CodedEntry } from "./coded-entry";
import type { RuleVersion } from "./model";

/** How far a rule reaches into the console, weakest first. */
export const LEVELS = ["informational", "recorded", "enforced"] as const;

export type Level = (typeof LEVELS)[number];

export type Coverage = {
  readonly total: number;
  readonly enforced: readonly string[];
  readonly recorded: readonly string[];
  readonly informational: readonly string[];
  readonly missing: readonly string[];
};

export type CoverageEvidence = {
  /** What each rule must reach. */
  readonly required: Readonly<Record<string, Level>>;
  readonly versions: readonly RuleVersion[];
  /** Rules returned as basis in a green test that turns red when the row changes. */
  readonly proven: ReadonlySet<string>;
  readonly codes: readonly CodedEntry[];
};

/** Puts each required rule at the highest level the evidence reaches, or under `missing` when that is too low. */
export function classify({ required, versions, proven, codes }: CoverageEvidence): Coverage {
  const coded = new Set(codes.flatMap((entry) => entry.rules));
  const shown = new Set(
    versions.filter((version) => version.title.zh !== "" && version.title.en !== "").map((version) => version.id),
  );
  const levelOf = (id: string): Level | undefined => {
    if (proven.has(id)) return "enforced";
    if (coded.has(id)) return "recorded";
    return shown.has(id) ? "informational" : undefined;
  };
  const lists: Record<Level | "missing", string[]> = { enforced: [], recorded: [], informational: [], missing: [] };
  const ids = Object.keys(required).sort();
  for (const id of ids) {
    const level = levelOf(id);
    const least = required[id] ?? "enforced";
    lists[level === undefined || LEVELS.indexOf(level) < LEVELS.indexOf(least) ? "missing" : level].push(id);
  }
  return { total: ids.length, ...lists };
}
