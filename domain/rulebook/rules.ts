import type { RuleRef } from "../shared/rule-ref";
import type { Instant, LocalDate } from "../shared/time";
import type { Figure, Rules, RuleVersion } from "./model";

/** Whether a version's valid time contains a date; both ends are days on which it holds. */
export function holdsOn(version: RuleVersion, on: LocalDate): boolean {
  return (version.validFrom === null || version.validFrom <= on) && (version.validTo === null || on <= version.validTo);
}

/** Whether the valid times of two versions share a day. */
export function overlap(left: RuleVersion, right: RuleVersion): boolean {
  const before = (end: LocalDate | null, start: LocalDate | null) => end !== null && start !== null && end < start;
  return !before(left.validTo, right.validFrom) && !before(right.validTo, left.validFrom);
}

/** Which of two versions that both hold decides: the console before the files, then the higher version. */
function precedence(left: RuleVersion, right: RuleVersion): number {
  if (left.source !== right.source) return left.source === "console" ? -1 : 1;
  return right.version - left.version;
}

/** Versions by rule id, in the order in which they are asked. */
function byId(versions: readonly RuleVersion[]): ReadonlyMap<string, readonly RuleVersion[]> {
  const index = new Map<string, RuleVersion[]>();
  for (const version of versions) {
    const found = index.get(version.id);
    if (found) found.push(version);
    else index.set(version.id, [version]);
  }
  for (const found of index.values()) found.sort(precedence);
  return index;
}

/**
 * The rulebook that decisions ask. `knownAt` answers as the house knew the law at that moment (versions learnt later are
 * left out); without it, as known by all versions given.
 */
export function createRules(versions: readonly RuleVersion[], options: { knownAt?: Instant } = {}): Rules {
  const { knownAt } = options;
  const known = knownAt === undefined ? versions : versions.filter((version) => version.knownFrom <= knownAt);
  const index = byId(known);

  function get(id: string, on: LocalDate): RuleVersion {
    const found = index.get(id);
    if (!found) throw new RangeError(`unknown rule: ${id}`);
    const inForce = found.find((version) => holdsOn(version, on));
    if (!inForce) throw new RangeError(`rule ${id} is not in force on ${on}`);
    return inForce;
  }

  function figure(id: string, name: string, on: LocalDate): Figure {
    const found = get(id, on).figures.find((candidate) => candidate.name === name);
    if (!found) throw new RangeError(`rule ${id} has no figure ${name} on ${on}`);
    return found;
  }

  function ref(id: string, on: LocalDate): RuleRef {
    const found = get(id, on);
    return { ruleId: found.id, version: found.version };
  }

  return { get, figure, ref, all: () => known };
}

/** A file version that a console version hides although the file is not older. */
export type Clash = { readonly id: string; readonly console: RuleVersion; readonly file: RuleVersion };

/** Whether `later`'s valid time contains every day that both others share. */
function covers(later: RuleVersion, left: RuleVersion, right: RuleVersion): boolean {
  const starts = [left.validFrom, right.validFrom].filter((date) => date !== null).sort();
  const ends = [left.validTo, right.validTo].filter((date) => date !== null).sort();
  const first = starts.at(-1) ?? null;
  const last = ends[0] ?? null;
  const begins = later.validFrom === null || (first !== null && later.validFrom <= first);
  return begins && (later.validTo === null || (last !== null && last <= later.validTo));
}

/**
 * Where the files have moved on under a console change: both hold on some day, and the file's version number is not below
 * the console's, so that whoever made the console change had not seen it. The console still decides; a person looks. A
 * later console version over the same days, made in sight of the file, settles it.
 */
export function findClashes(versions: readonly RuleVersion[]): readonly Clash[] {
  const clashes: Clash[] = [];
  for (const [id, found] of byId(versions)) {
    const consoles = found.filter((version) => version.source === "console");
    for (const console of consoles) {
      for (const file of found.filter((version) => version.source === "file")) {
        if (file.version < console.version || !overlap(console, file)) continue;
        const settled = consoles.some((later) => later.version > file.version && covers(later, console, file));
        if (!settled) clashes.push({ id, console, file });
      }
    }
  }
  return clashes;
}
