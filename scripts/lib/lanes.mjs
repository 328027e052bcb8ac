import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { inRoot, ROOT } from "./paths.mjs";
import { seconds } from "./report.mjs";
import { spawnTied } from "./tied-process.mjs";

/**
 * One thing that `npm test` does.
 * @typedef {object} Lane
 * @property {string} name
 * @property {readonly string[]} [after] lanes that must have ended before
 * @property {number} [cores] how many of the two cores it fills (1)
 * @property {(run: Run) => Promise<Outcome | void>} work throws, or gives counts; nothing given counts as one passed
 *
 * @typedef {{ passed: number, failed: number }} Outcome
 * @typedef {(args: readonly string[], env?: Record<string, string>) => Promise<{ code: number, output: string }>} Run
 */

/** Where reports and logs of test runs go. */
export const REPORTS = inRoot(".test");

/**
 * Runs the lanes, as many at once as two cores carry, each with one line at its end and, when it failed, its output.
 * @param {readonly Lane[]} lanes
 * @param {{ write?: (line: string) => void, cores?: number }} [options]
 * @returns {Promise<Outcome>} summed over all
 */
export async function runLanes(lanes, { write = (line) => process.stdout.write(`${line}\n`), cores = 2 } = {}) {
  mkdirSync(REPORTS, { recursive: true });
  const names = new Set(lanes.map(({ name }) => name));
  const waiting = [...lanes];
  const ended = new Set();
  const total = { passed: 0, failed: 0 };
  let free = cores;
  await new Promise((resolve) => {
    const next = () => {
      if (ended.size === lanes.length) return resolve(undefined);
      const ready = waiting.filter(({ after = [] }) => after.every((name) => ended.has(name) || !names.has(name)));
      for (const lane of ready) {
        const weight = Math.min(lane.cores ?? 1, cores);
        if (weight > free) continue;
        free -= weight;
        waiting.splice(waiting.indexOf(lane), 1);
        runLane(lane, write).then(({ passed, failed }) => {
          total.passed += passed;
          total.failed += failed;
          free += weight;
          ended.add(lane.name);
          next();
        });
      }
    };
    next();
  });
  return total;
}

/** @param {Lane} lane @returns {Promise<Outcome>} */
async function runLane({ name, work }, write) {
  const since = performance.now();
  const log = createWriteStream(join(REPORTS, `${name}.log`));
  let output = "";
  const keep = (text) => {
    output += text;
    log.write(text);
  };
  const run = async (args, env = {}) => {
    const child = spawnTied(process.execPath, args, { cwd: ROOT, env: { ...process.env, NO_COLOR: "1", ...env } });
    const start = output.length;
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", keep);
    const { code } = await child.exit;
    return { code: code ?? 1, output: output.slice(start) };
  };
  let outcome = { passed: 0, failed: 1 };
  try {
    outcome = (await work(run)) ?? { passed: 1, failed: 0 };
  } catch (error) {
    keep(`${error.message}\n`);
  }
  log.end();
  const { passed, failed } = outcome;
  const counts = failed ? `${passed} passed, ${failed} failed` : `${passed} passed`;
  write(`  ${failed ? "✗" : "✓"} ${name.padEnd(14)} ${seconds(since).padStart(7)}  ${counts}`);
  if (failed) write(output.replace(/^/gm, `    ${name} | `));
  return outcome;
}

/** Runs a program that must end with code 0. @param {Run} run */
export async function mustPass(run, args, env) {
  const result = await run(args, env);
  if (result.code !== 0) throw new Error(`exit ${result.code}`);
  return result;
}
