import { sql } from "drizzle-orm";
import type { Scope } from "@/server/kernel/scope";

export const SIGN_IN_METHODS = ["password", "passkey", "oidc"] as const;
export type SignInMethod = (typeof SIGN_IN_METHODS)[number];

export const SIGN_IN_OUTCOMES = ["signed-in", "refused", "wrong-factor", "blocked", "not-allowed"] as const;
export type SignInOutcome = (typeof SIGN_IN_OUTCOMES)[number];

/** One attempt as it is kept: never a password, never the whole address. */
export type Attempt = {
  readonly personId: string;
  readonly method: SignInMethod;
  readonly outcome: SignInOutcome;
  readonly known: boolean;
  readonly device: string;
  readonly network: string | null;
  readonly sessionId?: string;
};

/** Keeps an attempt in its person's history. */
export async function keepAttempt({ tx, now, newId }: Scope, attempt: Attempt): Promise<void> {
  await tx.execute(sql`insert into sign_ins (id, person_id, at, method, outcome, known, device, network, session_id)
    values (${newId()}, ${attempt.personId}::uuid, ${now}::timestamptz, ${attempt.method}, ${attempt.outcome},
      ${attempt.known}, ${attempt.device}, ${attempt.network}, ${attempt.sessionId ?? null}::uuid)`);
}
