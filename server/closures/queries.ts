import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { CLOSURE_REASONS, type ClosureReason, type StopCause } from "@/domain/closures/codes";
import type { ClosureKind, ClosureState, Condition, IdentityWay } from "@/domain/closures/model";
import { CLOSURES_LIST, candidateRow, closureDetail, closureRow } from "@/domain/closures/schema";
import { listInput, listOutput } from "@/domain/shared/list";
import { shanghaiDate } from "@/domain/shared/time";
import { type CustomerColumns, customerRefs } from "@/server/customers/public";
import { notFound } from "@/server/kernel/errors";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { CUSTOMER } from "./columns";
import { noteOf } from "./store";

const NAME = (column: string) =>
  sql.raw(`coalesce((select p.name_zh from people p where 'person:' || p.id::text = ${column}), ${column})`);

type Columns = CustomerColumns & {
  id: string;
  number: string;
  version: number;
  account_id: string;
  account_number: string;
  kind: ClosureKind;
  reason_code: ClosureReason;
  state: ClosureState;
  stop_cause: StopCause | null;
  requested_at: string;
  ended_at: string | null;
};
const COLUMNS = sql`k.id, k.number, k.version, k.kind, k.reason_code, k.state, k.stop_cause, k.requested_at, k.ended_at, ${CUSTOMER}`;

async function present(scope: Scope, rows: readonly Columns[]): Promise<z.input<typeof closureRow>[]> {
  const refs = await customerRefs(scope, rows);
  return rows.map((row, at) => ({
    id: row.id,
    number: row.number,
    version: row.version,
    customer: refs[at] ?? notFound(),
    account: { id: row.account_id, number: row.account_number },
    kind: row.kind,
    reason: row.reason_code,
    state: row.state,
    stopCause: row.stop_cause,
    requestedAt: toInstant(row.requested_at),
    endedAt: toInstantOrNull(row.ended_at),
  }));
}

/** Closures, the latest first. */
export const closuresList = query({
  name: "closures.closures.list",
  permission: "closures.read",
  clearance: "general",
  input: listInput(CLOSURES_LIST),
  output: listOutput(closureRow),
  async resolve(scope, input) {
    const page = await runList<typeof CLOSURES_LIST, Columns>(scope.tx, CLOSURES_LIST, input, {
      select: COLUMNS,
      from: sql`closures k`,
      where: [sql`k.programme_id = ${scope.actor.programmeId}`],
      map: {
        filters: {
          state: sql`k.state`,
          kind: sql`k.kind`,
          requested: sql`(k.requested_at at time zone 'Asia/Shanghai')::date`,
          number: sql`k.number`,
          customer: sql`k.customer_id`,
          account: sql`k.account_id`,
        },
        sorts: { requestedAt: { by: sql`k.requested_at`, type: "timestamptz" } },
        id: sql`k.id`,
      },
    });
    return { ...page, rows: await present(scope, page.rows) };
  },
});

type DetailColumns = Columns & {
  identity_way: IdentityWay | null;
  requested_by: string;
  requested_name: string;
  agreed_name: string | null;
  agreed_at: string | null;
  approval_id: string | null;
  subject_type: string | null;
  subject_id: string | null;
  paid_out_minor: string;
  paying_minor: string | null;
  rounds: number;
  currency: string;
};
type StepColumns = {
  id: string;
  kind: string;
  at: string;
  by: string;
  conditions: Condition[];
  minor: string | null;
  currency: string | null;
  problem: string | null;
};

async function stepsOf({ tx }: Scope, id: string) {
  const { rows } =
    await tx.execute<StepColumns>(sql`select s.id, s.kind, s.at, ${NAME("s.actor_id")} as by, s.conditions, s.minor, s.currency, s.problem
    from closure_steps s where s.closure_id = ${id}::uuid order by s.at, s.id limit 100`);
  return rows.map((row) => ({
    ...row,
    at: toInstant(row.at),
    minor: row.minor === null ? null : BigInt(row.minor),
  }));
}

const SUBJECT_PLACES: Readonly<Record<string, string>> = {
  "loss-report": "/losses",
  "closure-candidate": "/closures/unused",
  "privacy-request": "/privacy",
};

/** One closure with all that happened to it. */
export const closureDetailQuery = query({
  name: "closures.closures.detail",
  permission: "closures.read",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: closureDetail,
  async resolve(scope, { id }) {
    const { tx, actor, rules, now } = scope;
    const { rows } = await tx.execute<DetailColumns>(sql`select ${COLUMNS}, k.identity_way, k.requested_by,
        ${NAME("k.requested_by")} as requested_name, ${NAME("k.agreed_by")} as agreed_name, k.agreed_at, k.approval_id, k.subject_type,
        k.subject_id, k.paid_out_minor, k.paying_minor, k.rounds, (select a.currency from accounts a where a.id = k.account_id) as currency
      from closures k where k.id = ${id}::uuid and k.programme_id = ${actor.programmeId}`);
    const row = rows[0] ?? notFound();
    const [shown] = await present(scope, [row]);
    const place = row.subject_type ? SUBJECT_PLACES[row.subject_type] : undefined;
    const on = shanghaiDate(now);
    const ask = actor.permissions.has("closures.request");
    return {
      ...(shown ?? notFound()),
      identity: row.identity_way,
      note: await noteOf(scope, id),
      requestedBy: row.requested_name,
      agreedBy: row.agreed_name,
      agreedAt: toInstantOrNull(row.agreed_at),
      approvalId: row.approval_id,
      subjectHref: place && row.subject_id ? `${place}/${row.subject_id}` : null,
      paidOutMinor: BigInt(row.paid_out_minor),
      payingMinor: row.paying_minor === null ? null : BigInt(row.paying_minor),
      currency: row.currency,
      rounds: row.rounds,
      steps: await stepsOf(scope, id),
      basis: CLOSURE_REASONS[row.reason_code].rules.map((rule) => ({ ...rules.ref(rule, on) })),
      today: on,
      may: {
        withdraw: ask && row.state === "requested" && row.requested_by === actor.id,
        again: ask && (row.state === "stopped" || row.state === "refused" || row.state === "withdrawn"),
      },
    };
  },
});

/** What is under way, what stopped, and how many unused accounts stand, wait for their customer, or may be proposed. */
export const closureFigures = query({
  name: "closures.figures.list",
  permission: "closures.read",
  clearance: "general",
  input: z.object({}),
  output: z.object({ underWay: z.number(), stopped: z.number(), unused: z.number(), ready: z.number() }),
  async resolve({ tx, actor }) {
    type Row = { under_way: number; stopped: number; unused: number; ready: number };
    const { rows } = await tx.execute<Row>(sql`select
        (select count(*)::int from closures where programme_id = ${actor.programmeId}
          and state in ('requested', 'approved', 'paying-out', 'closing')) as under_way,
        (select count(*)::int from work_items where programme_id = ${actor.programmeId} and kind = 'closure-stopped' and state = 'open') as stopped,
        (select count(*)::int from closure_candidates where programme_id = ${actor.programmeId} and state in ('found', 'noticed')) as unused,
        (select count(*)::int from work_items where programme_id = ${actor.programmeId} and kind = 'reclaim-candidate' and state = 'open') as ready`);
    const row = rows[0];
    return {
      underWay: row?.under_way ?? 0,
      stopped: row?.stopped ?? 0,
      unused: row?.unused ?? 0,
      ready: row?.ready ?? 0,
    };
  },
});

/** What an account's closing can be asked for: its account as everybody may see it, and what stands on it. */
export const closingDoorQuery = query({
  name: "closures.account.detail",
  permission: "closures.read",
  clearance: "general",
  input: z.object({ accountId: z.uuid() }),
  output: z.object({
    id: z.string(),
    number: z.string(),
    status: z.enum(["open", "closed"]),
    currency: z.string(),
    customer: candidateRow.shape.customer,
    underWay: z.object({ id: z.string(), number: z.string() }).nullable(),
    /** The unused account found, and the loss that is being closed, where there is one. */
    candidateId: z.string().nullable(),
    lossReportId: z.string().nullable(),
  }),
  async resolve(scope, { accountId }) {
    type Row = CustomerColumns & {
      id: string;
      number: string;
      status: "open" | "closed";
      currency: string;
      closure_id: string | null;
      closure_number: string | null;
      candidate_id: string | null;
      report_id: string | null;
    };
    const { rows } = await scope.tx.execute<Row>(sql`select a.id, a.number, a.status, a.currency, a.customer_id,
        c.number as customer_number, c.name_sealed as customer_name, k.id as closure_id, k.number as closure_number,
        (select d.id from closure_candidates d where d.account_id = a.id and d.state = 'noticed') as candidate_id,
        (select l.id from loss_reports l where l.customer_id = a.customer_id and l.state = 'closing' limit 1) as report_id
      from accounts a join customers c on c.id = a.customer_id
      left join closures k on k.account_id = a.id and k.state in ('requested', 'approved', 'paying-out', 'closing')
      where a.id = ${accountId}::uuid and a.programme_id = ${scope.actor.programmeId}`);
    const row = rows[0] ?? notFound();
    const [customer] = await customerRefs(scope, [row]);
    return {
      id: row.id,
      number: row.number,
      status: row.status,
      currency: row.currency,
      customer: customer ?? notFound(),
      underWay: row.closure_id && row.closure_number ? { id: row.closure_id, number: row.closure_number } : null,
      candidateId: row.candidate_id,
      lossReportId: row.report_id,
    };
  },
});
