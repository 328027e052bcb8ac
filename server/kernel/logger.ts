/** What a log line may hold: ids, codes, counts and times. Never names, numbers, amounts or text typed by people. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

export type LogLevel = "silent" | "error" | "info";

let threshold: LogLevel = "info";

/** Sets from which level on lines are written, for the whole process. */
export function configureLog(level: LogLevel): void {
  threshold = level;
}

type Observer = (level: "info" | "error", event: string, fields: LogFields) => void;

// Kept on the global object: the web server bundles this module more than once.
const holder = globalThis as { heguiObserver?: Observer };

/** Lets one observer, the metrics, see every event, those too that are not written. */
export function observeEvents(observer: Observer): void {
  holder.heguiObserver = observer;
}

/** Tells the observer of an event for which no line is written. */
export function observed(event: string, fields: LogFields): void {
  holder.heguiObserver?.("info", event, fields);
}

/** A line of JSON without any sign that a terminal or a reader of lines could take for its own: those are escaped. */
export function plainLine(fields: LogFields): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(fields).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) => sign.replace(/[\s\S]/g, escaped));
}

/** Writes one JSON line. One wide line per command, query failure or job; nothing else. */
export function log(level: "info" | "error", event: string, fields: LogFields = {}): void {
  holder.heguiObserver?.(level, event, fields);
  if (threshold === "silent" || (threshold === "error" && level === "info")) return;
  const line = plainLine({ at: new Date().toISOString(), level, event, ...fields });
  (level === "error" ? process.stderr : process.stdout).write(`${line}\n`);
}

/** The parts of an error that are safe to log: its class, PostgreSQL's code and constraint, never its message. */
export function safeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const cause = (error.cause ?? error) as { code?: unknown; constraint?: unknown };
  const frame = error.stack
    ?.split("\n")
    .find((line) => /\/(server|db|domain|app)\//.test(line))
    ?.trim();
  return {
    error: error.constructor.name,
    code: typeof cause.code === "string" ? cause.code : undefined,
    constraint: typeof cause.constraint === "string" ? cause.constraint : undefined,
    frame: frame?.replace(/\(?file:\/\/|\(?\/.*?\/(?=(server|db|domain|app)\/)/, ""),
  };
}
