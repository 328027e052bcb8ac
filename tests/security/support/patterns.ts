import { Worker } from "node:worker_threads";

/** A pattern as it is written somewhere in the tree. */
export type Pattern = { readonly at: string; readonly source: string; readonly flags: string };

const LITERAL =
  /(?<=(?:^|[=(,:!&|?{};[]|\breturn|=>)\s*)\/(?![*/])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/([dgimsuvy]*)(?=\s*(?:[.,;)\]}:?]|$))/gmu;

/** The regular expression literals of one file. What looks like one and is not a pattern is left out. */
export function patternsIn(path: string, text: string): Pattern[] {
  return [...text.matchAll(LITERAL)].flatMap(({ 1: source = "", 2: flags = "", index }) => {
    try {
      new RegExp(source, flags);
    } catch {
      return [];
    }
    return [{ at: `${path}:${text.slice(0, index).split("\n").length}`, source, flags }];
  });
}

/** Runs in a thread of its own: a pattern that does not end is ended with it. */
const PROGRAM = `
const cpuMs = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1_000; };
const { parentPort, workerData } = require("node:worker_threads");
const { patterns, length } = workerData;
for (const [index, { source, flags }] of patterns.entries()) {
  parentPort.postMessage({ index });
  const own = [...new Set(source.replace(/\\\\[a-zA-Z]/g, ""))].filter((sign) => /[^\\\\^$*+?(){}|\\[\\]]/.test(sign));
  const signs = [...new Set(["a", "0", " ", "甲", ...own])].slice(0, 12);
  const started = cpuMs();
  for (const first of signs) for (const second of signs) for (const end of ["", "\\u0001", first + "!"]) {
    new RegExp(source, flags.replace(/[gy]/g, "")).test((first + second).repeat(length / 2) + end);
  }
  parentPort.postMessage({ index, ms: cpuMs() - started });
}`;

/** Time this process has worked, in milliseconds: what a busy machine takes from it does not count. */
function workedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** How many texts a pattern is tried on, at most. */
const TEXTS = 12 * 12 * 3;

/**
 * Patterns that take longer than `ms` for one of the texts made against them, each `length` signs: repetitions of the
 * signs a pattern is made of with something at the end that it does not take. Times are of work, not of the clock; a
 * pattern that takes more than `patience` in all does not end.
 */
export async function slowPatterns(
  patterns: readonly Pattern[],
  { length = 4_000, ms = 25, patience = 15_000 } = {},
): Promise<string[]> {
  const slow: string[] = [];
  let from = 0;
  while (from < patterns.length) {
    const rest = patterns.slice(from);
    const worker = new Worker(PROGRAM, { eval: true, workerData: { patterns: rest, length } });
    const stuck = await new Promise<number | null>((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      const watch = (index: number) => {
        const began = workedMs();
        timer = setInterval(() => {
          if (workedMs() - began <= patience) return;
          clearInterval(timer);
          resolve(index);
        }, 50);
      };
      worker.on("message", ({ index, ms: took }: { index: number; ms?: number }) => {
        clearInterval(timer);
        if (took === undefined) watch(index);
        else if (took > ms * TEXTS) slow.push(describeOf(rest[index], took));
      });
      worker.on("error", reject);
      worker.on("exit", () => {
        clearInterval(timer);
        resolve(null);
      });
    });
    await worker.terminate();
    if (stuck === null) return slow;
    slow.push(describeOf(rest[stuck]));
    from += stuck + 1;
  }
  return slow;
}

const describeOf = (pattern: Pattern | undefined, ms?: number): string =>
  `${pattern?.at} /${pattern?.source}/ ${ms === undefined ? "does not end" : `${Math.round(ms)} ms`}`;
