import { addDuration, epochMilliseconds, type Instant } from "../shared/time";

/** House policy, not law: how many failures are free, and how waiting grows after them. */
type Budget = {
  /** Failures after which nothing happens yet. */
  readonly free: number;
  /** Seconds to wait after the first failure beyond; doubled with each further one. */
  readonly seconds: number;
  readonly mostSeconds: number;
  /** Seconds without a failure after which all is forgotten. */
  readonly forgetSeconds: number;
};

/**
 * What attempts are counted for. Somebody else's failures count against the account, against his address, and against the
 * two together, and never against the owner's own browser, which has a budget to itself: nobody is locked out by others.
 */
export const BUDGETS = {
  /** A person at a browser of his own. */
  device: { free: 8, seconds: 15, mostSeconds: 900, forgetSeconds: 3600 },
  /** An account from one address, at browsers nobody knows. */
  pair: { free: 5, seconds: 30, mostSeconds: 1800, forgetSeconds: 7200 },
  /** An account from anywhere, at browsers nobody knows. */
  account: { free: 25, seconds: 30, mostSeconds: 900, forgetSeconds: 7200 },
  /** One address, at any account. A whole office may share it. */
  address: { free: 60, seconds: 30, mostSeconds: 1800, forgetSeconds: 7200 },
} as const satisfies Record<string, Budget>;

export type BudgetName = keyof typeof BUDGETS;

export type BudgetState = {
  readonly failures: number;
  readonly lastFailureAt: Instant;
  readonly blockedUntil: Instant | null;
};

/** True while attempts are not looked at. */
export function isBlocked(state: BudgetState | undefined, now: Instant): boolean {
  return state !== undefined && state.blockedUntil !== null && state.blockedUntil > now;
}

/** The budget after one more failure. Waiting doubles with each one beyond the free ones, up to the most. */
export function afterFailure(name: BudgetName, state: BudgetState | undefined, now: Instant): BudgetState {
  const { free, seconds, mostSeconds, forgetSeconds } = BUDGETS[name];
  const forgotten = !state || epochMilliseconds(now) - epochMilliseconds(state.lastFailureAt) > forgetSeconds * 1000;
  const failures = (forgotten ? 0 : state.failures) + 1;
  const beyond = failures - free;
  // Beyond 2^20 the product is past every limit; larger powers only lose precision.
  const wait = beyond > 0 ? Math.min(mostSeconds, seconds * 2 ** Math.min(beyond - 1, 20)) : 0;
  return { failures, lastFailureAt: now, blockedUntil: wait > 0 ? addDuration(now, { seconds: wait }) : null };
}

/** The budgets an attempt draws on. Without an address the ones that need it are left out. */
export function budgetsOf(attempt: { readonly known: boolean; readonly address: boolean }): readonly BudgetName[] {
  if (attempt.known) return ["device"];
  return attempt.address ? ["pair", "account", "address"] : ["account"];
}
