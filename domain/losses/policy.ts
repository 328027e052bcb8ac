import type { Cause, CheckItem } from "./model";

/**
 * The house's own numbers of a loss report; the law gives none. Protection for a caller who is known has no number at
 * all: it stands until he is known again.
 */
export const LOSSES_POLICY = {
  /** What an answer that matches is worth. Sixty points make a caller known. */
  points: {
    name: 10,
    "document-digits": 25,
    "registered-number": 15,
    "card-digits": 20,
    "last-transaction": 25,
    "caller-number": 15,
    "code-to-number": 20,
    "face-at-counter": 60,
  } satisfies Record<CheckItem, number>,
  verifiedAt: 60,
  /** Ending protection asks for more than starting it: who holds the phone and a card may have stolen both. */
  endingAt: 80,
  /** One wrong answer is a slip, two are another person. */
  mostMismatches: 1,
  /** Whoever has the phone has the codes sent to it and calls from it: where it may be gone, they prove nothing. */
  worthlessFor: {
    "secrets-leaked": [],
    "phone-lost": ["code-to-number", "caller-number"],
    "number-of-another": ["code-to-number", "caller-number"],
    "data-misused": [],
    "unauthorised-use": ["code-to-number"],
  } satisfies Record<Cause, readonly CheckItem[]>,
  /** An unverified caller's stop: long enough to reach the holder through a night, short enough to lock nobody out. */
  stopHours: 12,
  /** The holder is called back within so many minutes. */
  callBackMinutes: 30,
  /** Stops for unverified callers within `windowDays` beyond which a lead agrees first. */
  windowDays: 7,
  mostStopsPerCustomer: 2,
  mostStopsPerColleague: 10,
  /** How long a lead's yes may be waited for; it is a caller nobody knows. */
  leadHours: 4,
  /** How long a proposal to end protection stays open. */
  restoreHours: 72,
  /** A lead looks at the stop of an unverified caller within so many hours. */
  reviewHours: 24,
  /** A look that is overdue is pressed for again after so many hours, for as long as nobody looks. */
  escalateEveryHours: 24,
  /** A notice entered later than this is shown as late: its gap to the entry is on the screen. */
  lateMinutes: 10,
  /** A notice older than this is no slip of the clock; it is entered as a claim, with papers. */
  oldestNoticeDays: 180,
  /** Most movements that one report disputes. */
  mostDisputes: 200,
} as const;
export type LossesPolicy = typeof LOSSES_POLICY;
