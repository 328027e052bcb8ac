import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { deadInstructionsList } from "@/domain/controls/core-lists";
import { INSTRUCTION_VERBS } from "@/domain/controls/model";
import { COMPARISON_POLICY } from "@/domain/controls/policy";
import { DEAD_CAUSES } from "@/domain/controls/replay";
import { listInput, listOutput } from "@/domain/shared/list";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";

const deadRow = z.object({
  id: z.string(),
  cause: z.enum(DEAD_CAUSES),
  verb: z.enum(INSTRUCTION_VERBS),
  measureId: z.string().nullable(),
  /** Null for an order that is about no measure. */
  measureNumber: z.string().nullable(),
  accountId: z.string(),
  accountNumber: z.string(),
  attempts: z.number(),
  lastProblem: z.string().nullable(),
  createdAt: z.string(),
  answeredAt: z.string().nullable(),
  /** False where it must be decided anew instead: a release, a deduction, a measure that moved on. */
  replayable: z.boolean(),
});

type Row = {
  id: string;
  cause: (typeof DEAD_CAUSES)[number];
  verb: (typeof INSTRUCTION_VERBS)[number];
  measure_id: string | null;
  measure_number: string | null;
  account_id: string;
  account_number: string;
  attempts: number;
  last_problem: string | null;
  created_at: string;
  answered_at: string | null;
  replayable: boolean;
};

const CAUSE = sql`case i.state when 'rejected' then 'rejected' else 'waiting' end`;

/** Turned down, and nothing ordered in its place since. */
const TURNED_DOWN = sql`i.state = 'rejected' and not exists (select from core_instructions later
  where later.account_id = i.account_id and later.sequence > i.sequence
    and (later.measure_id = i.measure_id or i.measure_id is null and later.measure_id is null and later.subject_id = i.subject_id))`;

export const listDeadInstructions = query({
  name: "controls.dead-instructions.list",
  permission: "controls.read",
  clearance: "general",
  input: listInput(deadInstructionsList),
  output: listOutput(deadRow),
  async resolve(scope, input) {
    const waiting = sql`i.state = 'queued' and i.created_at <= ${scope.now}::timestamptz
      - make_interval(mins => ${COMPARISON_POLICY.waitingMinutes})`;
    const page = await runList<typeof deadInstructionsList, Row>(scope.tx, deadInstructionsList, input, {
      select: sql`i.id, ${CAUSE} as cause, i.verb, i.measure_id, m.number as measure_number, i.account_id,
        a.number as account_number, i.attempts, i.last_problem, i.created_at, i.answered_at,
        (i.state = 'queued' or i.verb = 'end-sessions' or i.verb = 'restrict' and m.state = 'failed') as replayable`,
      from: sql`core_instructions i join accounts a on a.id = i.account_id left join measures m on m.id = i.measure_id`,
      where: [sql`i.programme_id = ${scope.actor.programmeId}`, sql`(${waiting} or ${TURNED_DOWN})`],
      map: {
        filters: { cause: CAUSE, verb: sql`i.verb`, accountId: sql`i.account_id` },
        sorts: { createdAt: { by: sql`i.created_at`, type: "timestamptz" } },
        id: sql`i.id`,
      },
    });
    return {
      ...page,
      rows: page.rows.map((row) => ({
        id: row.id,
        cause: row.cause,
        verb: row.verb,
        measureId: row.measure_id,
        measureNumber: row.measure_number,
        accountId: row.account_id,
        accountNumber: row.account_number,
        attempts: row.attempts,
        lastProblem: row.last_problem,
        createdAt: toInstant(row.created_at),
        answeredAt: toInstantOrNull(row.answered_at),
        replayable: row.replayable,
      })),
    };
  },
});
