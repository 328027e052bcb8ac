/** A closure nobody agreed to ends after so many hours. The house's own. */
export const PROPOSAL_HOURS = 72;

/** What the core said of an account may be so old when a person proposes or agrees on it. The house's own. */
export const LOOK_FRESH_SECONDS = 120;

/** Money may come in while it is paid out: it is paid out again so many times, then people look. The house's own. */
export const PAY_OUT_ROUNDS = 3;

/** A customer is told so many days before an unused account may be proposed for closing. The house's own, unconfirmed. */
export const RECLAIM_NOTICE_DAYS = 30;

/** So many unused accounts are told of in one run; the others wait for the next. The house's own. */
export const NOTICES_A_RUN = 200;
