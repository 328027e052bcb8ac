/** House policy, not law: how long a session lives without use, at most, and how long a second factor stays fresh. */
export const SESSION_IDLE_MINUTES = 30;
export const SESSION_ABSOLUTE_HOURS = 12;
export const STEP_UP_FRESH_MINUTES = 5;

/** How long a caller waits for one statement and for one lock before he is told that the system is busy. */
export const PATIENCE = { statementMs: 30_000, lockMs: 10_000 } as const;
