/** House numbers of the machine doors. None of them is law. */
export const CONNECTIONS_POLICY = {
  /** Hours for which the secret before a rotation still opens, so that callers can change over. */
  overlapHours: 24,
  /** A key lives at most so many days; then it is made anew, by somebody who thinks about it. */
  keyMaxDays: 366,
  /** Rows in one call of the transactions door. */
  batchRows: 500,
  /** Bytes of a request body. */
  bodyBytes: 1_048_576,
  /** How deep a JSON body may nest. */
  bodyDepth: 12,
  /** Calls a key may make at once, and how many come back each second. */
  keyBurst: 200,
  keyPerSecond: 50,
  /** The same for an address, whoever calls from it. */
  addressBurst: 400,
  addressPerSecond: 100,
  /** What a failed authentication takes from its address beside the call. */
  failureCost: 39,
  /** Minutes between two notes of when a key was last used. */
  lastUsedMinutes: 1,
  /** Attempts of one delivery before it lies among the dead letters. */
  attempts: 10,
  /** Seconds before the second attempt; each later wait is three times the one before, up to the longest. */
  firstWaitSeconds: 10,
  longestWaitSeconds: 21_600,
  /** Hours of nothing but failures after which an endpoint is suspended. */
  suspendAfterHours: 72,
  /** Milliseconds an endpoint has for its answer, connection included. */
  answerMs: 10_000,
  /** Signs of an endpoint's answer that are kept. */
  headLength: 1_024,
  /** Endpoints of one programme. */
  endpoints: 20,
} as const;

/** Seconds to wait after the n-th failed attempt (from 1); null when there is no further one. */
export function waitAfter(attempt: number): number | null {
  const { attempts, firstWaitSeconds, longestWaitSeconds } = CONNECTIONS_POLICY;
  return attempt >= attempts ? null : Math.min(firstWaitSeconds * 3 ** (attempt - 1), longestWaitSeconds);
}
