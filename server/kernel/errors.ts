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
  "ECONNREFUSED",
  "ECONNRESET",
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

/** True when the database or a lock cannot be had now; trying later may do. */
export function isUnavailable(error: unknown): boolean {
  return (
    UNAVAILABLE.has(codeOf(error)) || (error instanceof Error && /timeout|terminated unexpectedly/i.test(error.message))
  );
}
