/** What a log line may hold: ids, codes, counts and times. Never names, numbers, amounts or text typed by people. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

export type LogLevel = "silent" | "error" | "info";

let threshold: LogLevel = "info";

/** Sets from which level on lines are written, for the whole process. */
export function configureLog(level: LogLevel): void {
  threshold = level;
}

/** Writes one JSON line. One wide line per command, query failure or job; nothing else. */
export function log(level: "info" | "error", event: string, fields: LogFields = {}): void {
  if (threshold === "silent" || (threshold === "error" && level === "info")) return;
  const line = JSON.stringify({ at: new Date().toISOString(), level, event, ...fields });
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
