import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { RuleVersion } from "@/domain/rulebook/model";
import { decidingFigures } from "@/domain/rulebook/testing";
import { fingerprint } from "./fingerprint";
import { type Mutant, runMutants, traceTests } from "./lane";

const TRACES = ".test/basis";
const CACHE = ".test/rulebook-coverage.json";

/** What a measurement found, as kept between calls. */
type Measurement = {
  readonly fingerprint: string;
  /** Test files that failed unchanged; what they trace counts for nothing. */
  readonly red: readonly string[];
  /** Green test files by the rule they returned as basis. */
  readonly traced: Readonly<Record<string, readonly string[]>>;
  /** Whether a test turned red, by change (`id` or `id#figure`). */
  readonly killed: Record<string, boolean>;
};

export type Proof = {
  /** Rules of which every change turned a test red. */
  readonly proven: ReadonlySet<string>;
  /** Changes of traced rules that no test noticed. */
  readonly survived: readonly string[];
  readonly red: readonly string[];
  /** The tests in which each proven rule decides. */
  readonly tests: Readonly<Record<string, readonly string[]>>;
};

/** The changes that must each be noticed: every deciding figure by itself, or the row as a whole when it has none. */
function changesOf(id: string, versions: readonly RuleVersion[]): readonly string[] {
  const figures = versions.filter((version) => version.id === id).flatMap(decidingFigures);
  const names = new Set(figures.map((figure) => figure.name));
  return names.size === 0 ? [id] : [...names].map((name) => `${id}#${name}`);
}

function remembered(print: string): Measurement | undefined {
  try {
    const kept = JSON.parse(readFileSync(CACHE, "utf8")) as Measurement;
    return kept.fingerprint === print ? kept : undefined;
  } catch {
    return undefined;
  }
}

function remember(measurement: Measurement): void {
  mkdirSync(dirname(CACHE), { recursive: true });
  writeFileSync(CACHE, JSON.stringify(measurement));
}

async function trace(print: string, say: (line: string) => void): Promise<Measurement> {
  say("running the domain tests with tracing on");
  const { red, rules } = await traceTests(TRACES);
  return { fingerprint: print, red, traced: Object.fromEntries(rules), killed: {} };
}

/**
 * Which of the rules `ids` are proven by tests: returned as basis by a green test that turns red when the row changes.
 * Results are kept by the contents of what they depend on; `fresh` measures anew.
 */
export async function measure(
  versions: readonly RuleVersion[],
  ids: ReadonlySet<string>,
  options: { fresh: boolean; say: (line: string) => void },
): Promise<Proof> {
  const print = fingerprint();
  const found = (options.fresh ? undefined : remembered(print)) ?? (await trace(print, options.say));
  const traced = Object.entries(found.traced).filter(([id]) => ids.has(id));
  const changes = traced.flatMap(([id, files]) => changesOf(id, versions).map((change) => ({ id, change, files })));
  const open: readonly Mutant[] = changes.filter(({ change }) => found.killed[change] === undefined);
  let done = 0;
  await runMutants(open, ({ change }, killed) => {
    found.killed[change] = killed;
    done += 1;
    options.say(`${done}/${open.length} ${change}: ${killed ? "a test turned red" : "no test noticed"}`);
  });
  if (fingerprint() === print) remember(found);
  else options.say("files changed meanwhile; the result is not kept");
  const survived = changes.filter(({ change }) => found.killed[change] !== true);
  const doubtful = new Set(survived.map(({ id }) => id));
  const proven = new Set(traced.map(([id]) => id).filter((id) => !doubtful.has(id)));
  const tests = Object.fromEntries(traced.filter(([id]) => proven.has(id)));
  return { proven, survived: survived.map(({ change }) => change), red: found.red, tests };
}
