import { sql } from "drizzle-orm";
import { z } from "zod";
import { BUDGETS, type BudgetName } from "@/domain/identity/throttle";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { keepAttempt, SIGN_IN_METHODS } from "../sign-in-log";

const budgets = z.enum(Object.keys(BUDGETS) as [BudgetName, ...BudgetName[]]);

/**
 * Keeps a sign-in that failed for a known person, and which budgets it closed for a while. An unknown e-mail leaves no
 * entry: it may be anybody's.
 */
export const refuseSession = command({
  name: "identity.session.refuse",
  permission: "identity.sessions.start",
  input: z.object({
    personId: z.uuid(),
    method: z.enum(SIGN_IN_METHODS),
    known: z.boolean(),
    device: z.string().max(200),
    network: z.string().max(50).nullable(),
    closes: z.array(budgets).max(4),
  }),
  subject: ({ personId }) => ({ type: "person", id: personId }),
  async handle(scope, { closes, ...attempt }) {
    const { rowCount } = await scope.tx.execute(sql`select from people where id = ${attempt.personId}::uuid`);
    if (rowCount !== 1) return refuse("kernel.subject.not-found");
    await keepAttempt(scope, { ...attempt, outcome: closes.length > 0 ? "blocked" : "refused" });
    const subject = { type: "person", id: attempt.personId };
    return committed({
      result: null,
      audit: [
        { kind: "identity.session.refuse", subject, data: { method: attempt.method, known: attempt.known } },
        ...closes.map((budget) => ({ kind: "identity.session.block" as const, subject, data: { budget } })),
      ],
    });
  },
});
