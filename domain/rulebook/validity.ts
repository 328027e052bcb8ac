import { formatFigure, parseFigure } from "./figures";
import type { RuleVersion } from "./model";
import { overlap } from "./rules";

export type RulebookFault = {
  readonly id: string;
  readonly version: number;
  readonly fault:
    | "duplicate-version"
    | "overlapping-versions"
    | "ends-before-start"
    | "unknown-law"
    | "law-of-other-kind"
    | "malformed-figure"
    | "duplicate-figure"
    | "title-missing"
    | "clause-missing";
  readonly detail: string;
};

const fault = (version: RuleVersion, name: RulebookFault["fault"], detail: string): RulebookFault => ({
  id: version.id,
  version: version.version,
  fault: name,
  detail,
});

function figureFaults(version: RuleVersion): RulebookFault[] {
  const names = new Set<string>();
  const faults: RulebookFault[] = [];
  for (const figure of version.figures) {
    const text = formatFigure(figure);
    try {
      parseFigure(text);
    } catch {
      faults.push(fault(version, "malformed-figure", text));
    }
    if (names.has(figure.name)) faults.push(fault(version, "duplicate-figure", figure.name));
    names.add(figure.name);
  }
  return faults;
}

function rowFaults(version: RuleVersion, kinds: ReadonlyMap<string, string>): RulebookFault[] {
  const faults = figureFaults(version);
  const { title, clause, validFrom, validTo } = version;
  if (title.zh.trim() === "" || !/\p{Script=Han}/u.test(title.zh)) faults.push(fault(version, "title-missing", "zh"));
  if (title.en.trim() === "" || /\p{Script=Han}/u.test(title.en)) faults.push(fault(version, "title-missing", "en"));
  if (clause.trim() === "") faults.push(fault(version, "clause-missing", version.document));
  if (validFrom !== null && validTo !== null && validTo < validFrom) {
    faults.push(fault(version, "ends-before-start", `${validFrom} > ${validTo}`));
  }
  for (const law of version.lawBehind) {
    const kind = kinds.get(law);
    if (kind === undefined) faults.push(fault(version, "unknown-law", law));
    else if (kind !== "law") faults.push(fault(version, "law-of-other-kind", law));
  }
  return faults;
}

/**
 * Everything wrong with a set of versions; an empty list means it may be used. Within one source an id and version occur
 * once, and two versions that hold on the same day must have been learnt at different moments, the later with the higher
 * number; laws named behind a row exist and are law; figures parse; both titles are in their language.
 */
export function validateRulebook(versions: readonly RuleVersion[]): readonly RulebookFault[] {
  const kinds = new Map(versions.map((version) => [version.id, version.kind]));
  const faults = versions.flatMap((version) => rowFaults(version, kinds));
  const seen = new Map<string, RuleVersion[]>();
  for (const version of versions) {
    const key = `${version.source} ${version.id}`;
    const others = seen.get(key) ?? [];
    for (const other of others) {
      if (other.version === version.version) faults.push(fault(version, "duplicate-version", version.source));
      else if (overlap(other, version) && !learntInOrder(other, version)) {
        faults.push(fault(version, "overlapping-versions", `${other.version} and ${version.version}`));
      }
    }
    seen.set(key, [...others, version]);
  }
  return faults;
}

function learntInOrder(left: RuleVersion, right: RuleVersion): boolean {
  const [older, newer] = left.version < right.version ? [left, right] : [right, left];
  return older.knownFrom < newer.knownFrom;
}
