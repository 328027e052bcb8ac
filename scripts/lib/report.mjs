/** A failure whose message is meant for the person at the terminal: shown alone, without a stack. */
export class StartError extends Error {
  /** @param {string} message one clear sentence, and what to do */
  constructor(message, options = undefined) {
    super(message, options);
    this.name = "StartError";
  }
}

/** Text of an unknown failure: the message of a StartError, else the stack. */
export function explain(error) {
  if (error instanceof StartError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Seconds since `since` (a `performance.now()` figure) as text, such as `1.4 s`. */
export function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/**
 * Progress lines: `step(label, work)` runs the work and writes one line with its seconds when it ends.
 * A work that returns a text has it added to the line; `null` keeps the step silent (nothing was to do).
 * @param {(line: string) => void} write
 */
export function createReporter(write = (line) => process.stdout.write(`${line}\n`)) {
  return {
    line: write,
    /** @template T @param {string} label @param {() => Promise<T>} work @param {(result: T) => string | null} [note] */
    async step(label, work, note = () => "") {
      const since = performance.now();
      const result = await work();
      const text = note(result);
      if (text !== null) write(`  ✓ ${label.padEnd(14)} ${seconds(since).padStart(7)}${text ? `  ${text}` : ""}`);
      return result;
    },
  };
}
