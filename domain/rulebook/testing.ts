import { RULE_FILES } from "../../rulebook/index";
import type { Instant } from "../shared/time";
import type { Figure, Rules, RuleVersion } from "./model";
import { createRules } from "./rules";

/** A row changed on purpose: one figure of it, all its figures, or, when it has none, the row out of force. */
export type Mutation = { readonly id: string; readonly figure?: string | undefined };

let mutation: Mutation | undefined;

/** Changes what `testRules` answers; told by the test set-up only, from the coverage command. */
export function setMutation(next: Mutation | undefined): void {
  mutation = next;
}

/** The decimal one step up in its last digit: "1000" → "1001", "2.50" → "2.51". */
export function nudge(value: string): string {
  const places = value.split(".")[1]?.length ?? 0;
  const digits = (BigInt(value.replace(".", "")) + 1n).toString().padStart(places + 1, "0");
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** The figures that decide. `listed` is the length of a list, which decides by its members. */
export function decidingFigures(version: RuleVersion): readonly Figure[] {
  return version.figures.filter((figure) => figure.name !== "listed");
}

/** All versions with one row changed: deciding figures nudged, or the row taken out of force when it has none. */
export function mutate(versions: readonly RuleVersion[], change: Mutation): readonly RuleVersion[] {
  const touched = (figure: Figure) =>
    figure.name !== "listed" && (change.figure === undefined || change.figure === figure.name);
  return versions.flatMap((version) => {
    if (version.id !== change.id) return [version];
    if (decidingFigures(version).length === 0) return [];
    const figures = version.figures.map((figure) =>
      touched(figure) ? { ...figure, value: nudge(figure.value) } : figure,
    );
    return [{ ...version, figures }];
  });
}

/**
 * The rulebook as the files give it, for tests of decisions. Every test takes its rules from here, inside the test: the
 * coverage command changes one row and expects a red test, which proves that the row's figure decides.
 */
export function testRules(): Rules {
  return createRules(mutation === undefined ? RULE_FILES : mutate(RULE_FILES, mutation));
}

/** A made-up version for tests of the rulebook itself. */
export function versionOf(changes: Partial<RuleVersion>): RuleVersion {
  return {
    id: "law-example",
    version: 1,
    document: "example",
    clause: "1",
    kind: "law",
    title: { zh: "示例", en: "Example" },
    figures: [],
    status: "verified",
    validFrom: null,
    validTo: null,
    knownFrom: "2026-01-01T00:00:00.000Z" as Instant,
    lawBehind: [],
    source: "file",
    ...changes,
  };
}
