import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { ORDER_SUBJECT } from "../electronic/items";

/** Records that an answer was handed to the platform, or why not this time. Refuses one that was taken before. */
export const recordElectronicAnswer = command({
  name: "orders.electronic.answer",
  permission: "orders.receive",
  input: z.object({ answerId: z.uuid(), problem: z.string().max(60).nullable() }),
  subject: ({ answerId }) => ({ type: "electronic-answer", id: answerId }),
  async handle({ tx, actor, now }, { answerId, problem }) {
    const { rows } = await tx.execute<{
      electronic_order_id: string;
      sequence: number;
      kind: string;
      attempts: number;
    }>(
      sql`update electronic_answers set attempts = attempts + 1, last_problem = ${problem},
          state = ${problem === null ? "sent" : "queued"}, sent_at = ${problem === null ? now : null}::timestamptz
        where id = ${answerId}::uuid and programme_id = ${actor.programmeId} and state = 'queued'
        returning electronic_order_id, sequence, kind, attempts`,
    );
    const row = rows[0];
    if (!row) return refuse("orders.electronic.answer-taken");
    return committed({
      result: { answerId },
      audit: [
        {
          kind: "orders.electronic.answer",
          subject: { type: ORDER_SUBJECT, id: row.electronic_order_id },
          data: {
            answer: answerId,
            sequence: row.sequence,
            kind: row.kind,
            attempts: row.attempts,
            ...(problem === null ? { taken: true } : { problem }),
          },
        },
      ],
    });
  },
});
