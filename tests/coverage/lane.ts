import { readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { Writable } from "node:stream";
import { createVitest, type Vitest } from "vitest/node";

/** What a run of test files showed: which were green, and which rules each returned as basis. */
export type Traced = { readonly green: ReadonlySet<string>; readonly red: readonly string[]; readonly rules: Trace };

/** Test files by the rule they returned as basis. */
export type Trace = ReadonlyMap<string, readonly string[]>;

const silent = () => new Writable({ write: (_chunk, _encoding, done) => done() });

/**
 * The unit project, kept open so that many small runs need no new start. It must not bail: a run cut short by an earlier
 * failure proves nothing. Nor must a busy machine make a slow test look red.
 */
async function open(): Promise<Vitest> {
  return createVitest(
    "test",
    {
      project: ["unit"],
      watch: false,
      reporters: [{}],
      bail: 0,
      passWithNoTests: true,
      api: false,
      maxWorkers: 2,
      testTimeout: 60_000,
    },
    {},
    { stdout: silent(), stderr: silent() },
  );
}

async function withEnvironment<T>(values: Record<string, string>, work: () => Promise<T>): Promise<T> {
  Object.assign(process.env, values);
  try {
    return await work();
  } finally {
    for (const name of Object.keys(values)) delete process.env[name];
  }
}

/** Runs every test of `domain/` once with tracing on. Traces are written under `folder`, which is emptied first. */
export async function traceTests(folder: string): Promise<Traced> {
  rmSync(folder, { recursive: true, force: true });
  const vitest = await open();
  try {
    const files = await vitest.globTestSpecifications(["domain/"]);
    const run = await withEnvironment({ RULEBOOK_TRACE: resolve(folder) }, () => vitest.runTestSpecifications(files));
    const green = new Set(
      run.testModules.filter((module) => module.state() === "passed").map((module) => module.relativeModuleId),
    );
    const red = run.testModules
      .filter((module) => module.state() !== "passed")
      .map((module) => module.relativeModuleId);
    return { green, red, rules: readTraces(folder, green) };
  } finally {
    await vitest.close();
  }
}

/** Reads the traces of the green files; a red file proves nothing. */
function readTraces(folder: string, green: ReadonlySet<string>): Trace {
  const trace = new Map<string, string[]>();
  for (const name of namesIn(folder)) {
    const file = basename(name, ".json").replaceAll("~", "/");
    if (!green.has(file)) continue;
    const ids = JSON.parse(readFileSync(join(folder, name), "utf8")) as string[];
    for (const id of ids) trace.set(id, [...(trace.get(id) ?? []), file]);
  }
  return trace;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** One change of the rulebook and the test files that should notice it. */
export type Mutant = { readonly change: string; readonly files: readonly string[] };

/** A change of a row that does not exist: nothing may turn red. */
const NO_CHANGE = "none";

/** Runs test files with a change in place; tells which of them failed. */
async function failing(vitest: Vitest, { change, files }: Mutant): Promise<readonly string[]> {
  const all = await vitest.globTestSpecifications(["domain/"]);
  const chosen = all.filter((spec) => files.some((path) => spec.moduleId === resolve(path)));
  const run = await withEnvironment({ RULEBOOK_MUTATE: change }, () => vitest.runTestSpecifications(chosen));
  // The result lists the modules of earlier runs too.
  const ids = new Set(chosen.map((spec) => spec.moduleId));
  const ran = run.testModules.filter((module) => ids.has(module.moduleId));
  if (ran.length !== files.length) throw new Error(`not all tests ran for ${change}`);
  return ran.filter((module) => module.state() === "failed").map((module) => module.relativeModuleId);
}

/**
 * Runs each mutant's files with the change in place; calls back with whether any test turned red. At the end all of
 * them run once more unchanged: throws when one is red then, since red would prove nothing.
 */
export async function runMutants(
  mutants: readonly Mutant[],
  tell: (mutant: Mutant, killed: boolean) => void,
): Promise<void> {
  if (mutants.length === 0) return;
  const vitest = await open();
  try {
    for (const mutant of mutants) tell(mutant, (await failing(vitest, mutant)).length > 0);
    const files = [...new Set(mutants.flatMap((mutant) => mutant.files))];
    const unstable = await failing(vitest, { change: NO_CHANGE, files });
    if (unstable.length > 0) throw new Error(`red without a change: ${unstable.join(", ")}`);
  } finally {
    await vitest.close();
  }
}
