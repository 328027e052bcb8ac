/** Failures that are not refusals: the caller cannot be answered, and the text shown is chosen by category alone. */
export type FailureCategory = "not-found" | "forbidden" | "unauthenticated" | "invalid" | "unavailable";

export class AppError extends Error {
  readonly category: FailureCategory;

  constructor(category: FailureCategory) {
    super(category);
    this.name = "AppError";
    this.category = category;
  }
}

/** For what does not exist or may not be seen: the two are never told apart. */
export function notFound(): never {
  throw new AppError("not-found");
}

const RETRYABLE = new Set(["40001", "40P01"]);
const UNAVAILABLE = new Set([
  "57P01",
  "57P02",
  "57P03",
  "08000",
  "08003",
  "08006",
  "53300",
  "55P03",
  "57014",
  "25P03",
  "ECONNREFUSED",
  "ECONNRESET",
  // No room left: of the database's disk, and of ours.
  "53100",
  "ENOSPC",
  "EDQUOT",
]);

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = (cause as { code?: unknown } | undefined)?.code;
  return typeof code === "string" ? code : "";
}

/** True when the database asks for the whole transaction again (deadlock, serialisation). */
export function isRetryable(error: unknown): boolean {
  return RETRYABLE.has(codeOf(error));
}

/** True when the database, a lock or room on a disk cannot be had now; trying later may do. */
export function isUnavailable(error: unknown): boolean {
  if (UNAVAILABLE.has(codeOf(error))) return true;
  // What the driver says of a connection it has lost carries no code, and may be wrapped in what was asked.
  const said = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return said instanceof Error && /timeout|connection terminated|connection error/i.test(said.message);
}
