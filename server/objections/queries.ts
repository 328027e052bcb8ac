import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { RejectReason } from "@/domain/objections/codes";
import { NEUTRAL_REASON, refuseOwn } from "@/domain/objections/decisions";
import type { ObjectionChannel, ObjectionGround, ObjectionOutcome, ObjectionState } from "@/domain/objections/model";
import { contestableMeasure, OBJECTIONS_LIST, objectionDetail, objectionRow } from "@/domain/objections/schema";
import { daysLost, type Regime, TERM } from "@/domain/objections/term";
import { listInput, listOutput } from "@/domain/shared/list";
import { shanghaiDate } from "@/domain/shared/time";
import { type CustomerColumns, customerRefs } from "@/server/customers/public";
import { notFound } from "@/server/kernel/errors";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { giversOf, liveMeasuresOf, type SeenMeasure, seenMeasure } from "./contested";
import { openObjectionTo, sealedPlace } from "./store";

type Columns = CustomerColumns & {
  id: string;
  number: string;
  version: number;
  ground: ObjectionGround;
  channel: ObjectionChannel;
  state: ObjectionState;
  received_at: string;
  registered_at: string;
  due_raw: string;
  due_at: string;
  prompt_by: string | null;
  decided_at: string | null;
  late: boolean;
};

const COLUMNS = sql`o.id, o.number, o.version, o.ground, o.channel, o.state, o.received_at, o.registered_at, o.due_raw::text as due_raw,
  o.due_at, o.prompt_by, o.decided_at, o.late, o.customer_id,
  (select c.number from customers c where c.id = o.customer_id) as customer_number,
  (select c.name_sealed from customers c where c.id = o.customer_id) as customer_name`;

/** Rows as they leave the server: customers named by their masks, what is open past its last day late already. */
async function present(scope: Scope, rows: readonly Columns[]): Promise<z.input<typeof objectionRow>[]> {
  const refs = await customerRefs(scope, rows);
  return rows.map((row, at) => ({
    id: row.id,
    number: row.number,
    version: row.version,
    customer: refs[at] ?? notFound(),
    ground: row.ground,
    channel: row.channel,
    state: row.state,
    receivedAt: toInstant(row.received_at),
    registeredAt: toInstant(row.registered_at),
    dueRaw: row.due_raw,
    dueAt: toInstant(row.due_at),
    promptBy: toInstantOrNull(row.prompt_by),
    decidedAt: toInstantOrNull(row.decided_at),
    late: row.state === "open" ? scope.now > toInstant(row.due_at) : row.late,
  }));
}

/** Objections, the latest received first. */
export const objectionsList = query({
  name: "objections.objections.list",
  permission: "objections.read",
  clearance: "general",
  input: listInput(OBJECTIONS_LIST),
  output: listOutput(objectionRow),
  async resolve(scope, input) {
    const page = await runList<typeof OBJECTIONS_LIST, Columns>(scope.tx, OBJECTIONS_LIST, input, {
      select: COLUMNS,
      from: sql`objections o`,
      where: [sql`o.programme_id = ${scope.actor.programmeId}`],
      map: {
        filters: {
          state: sql`o.state`,
          ground: sql`o.ground`,
          received: sql`(o.received_at at time zone 'Asia/Shanghai')::date`,
          number: sql`o.number`,
          customer: sql`o.customer_id`,
        },
        sorts: {
          receivedAt: { by: sql`o.received_at`, type: "timestamptz" },
          dueAt: { by: sql`o.due_at`, type: "timestamptz" },
        },
        id: sql`o.id`,
      },
    });
    return { ...page, rows: await present(scope, page.rows) };
  },
});

const NAME = (column: string) =>
  sql.raw(`coalesce((select p.name_zh from people p where 'person:' || p.id::text = ${column}), ${column})`);

type DetailColumns = Columns & {
  measure_id: string;
  regime: Regime;
  rule_id: string;
  rule_version: number;
  words_sealed: Buffer;
  answer_sealed: Buffer | null;
  reject_reason: RejectReason | null;
  registered_name: string;
  decided_name: string | null;
  narrower_id: string | null;
  narrower_number: string | null;
};

/** What may be decided about a measure as it stands, whoever decides. */
function outcomesFor(measure: SeenMeasure): ObjectionOutcome[] {
  if (!measure.live) return ["settled"];
  if (measure.source === "authority") return ["forwarded"];
  return measure.reasonCode === NEUTRAL_REASON ? ["rejected"] : ["upheld", "partly", "rejected"];
}

async function mayOf(scope: Scope, state: ObjectionState, measure: SeenMeasure) {
  const { permissions, personId } = scope.actor;
  const open = state === "open";
  const givers = await giversOf(scope, measure);
  const own = personId === null ? undefined : refuseOwn({ decider: personId, givers, reviewer: measure.reviewedBy });
  const right = open && permissions.has("objections.decide");
  return {
    decide: right && !own,
    withdraw: open && permissions.has("objections.register"),
    refusal: right && own ? own.code : null,
    outcomes: outcomesFor(measure),
  };
}

/** One objection: what the customer says, the measure as everybody may see it, the term and what may be decided. */
export const objectionDetailQuery = query({
  name: "objections.objections.detail",
  permission: "objections.read",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: objectionDetail,
  async resolve(scope, { id }) {
    const { tx, actor, vault, now, rules } = scope;
    const { rows } =
      await tx.execute<DetailColumns>(sql`select ${COLUMNS}, o.measure_id, o.regime, o.rule_id, o.rule_version,
        o.words_sealed, o.answer_sealed, o.reject_reason, ${NAME("o.registered_by")} as registered_name,
        ${NAME("o.decided_by")} as decided_name, o.narrower_id, (select n.number from measures n where n.id = o.narrower_id) as narrower_number
      from objections o where o.id = ${id}::uuid and o.programme_id = ${actor.programmeId}`);
    const row = rows[0] ?? notFound();
    const [shown] = await present(scope, [row]);
    const measure = (await seenMeasure(scope, row.measure_id)) ?? notFound();
    const [words = null, answer = null] = await vault.openAll([
      { place: sealedPlace(id, "words_sealed"), sealed: row.words_sealed },
      { place: sealedPlace(id, "answer_sealed"), sealed: row.answer_sealed },
    ]);
    const on = shanghaiDate(toInstant(row.received_at));
    const more = [
      ...(row.regime === "fraud" ? ["law-antifraud-32"] : []),
      ...(row.ground === "basic-needs" ? ["law-aml-40"] : []),
    ];
    return {
      ...(shown ?? notFound()),
      account: { id: measure.accountId, number: measure.accountNumber },
      measure,
      regime: row.regime,
      rule: { ruleId: row.rule_id, version: row.rule_version },
      words,
      daysLost: daysLost(toInstant(row.received_at), toInstant(row.registered_at)),
      registeredBy: row.registered_name,
      rejectReason: row.reject_reason,
      answer,
      decidedBy: row.decided_name,
      narrower: row.narrower_id && row.narrower_number ? { id: row.narrower_id, number: row.narrower_number } : null,
      basis: [TERM[row.regime].rule, ...more].map((one) => ({ ...rules.ref(one, on) })),
      today: shanghaiDate(now),
      may: await mayOf(scope, row.state, measure),
    };
  },
});

/** What a customer may object to: his live measures, each with the objection that is open to it. */
export const contestableQuery = query({
  name: "objections.measures.list",
  permission: "objections.register",
  clearance: "general",
  input: z.object({ customerId: z.uuid() }),
  output: z.object({ rows: z.array(contestableMeasure) }),
  async resolve(scope, { customerId }) {
    const rows = [];
    for (const measure of await liveMeasuresOf(scope, customerId)) {
      rows.push({
        ...measure,
        account: { id: measure.accountId, number: measure.accountNumber },
        openObjection: (await openObjectionTo(scope, measure.id)) ?? null,
      });
    }
    return { rows };
  },
});

/** How many objections are open, due within three days, and late; and how the last ninety days' came out. */
export const objectionFigures = query({
  name: "objections.figures.list",
  permission: "objections.read",
  clearance: "general",
  input: z.object({}),
  output: z.object({
    open: z.number(),
    late: z.number(),
    prompt: z.number(),
    answered: z.number(),
    answeredLate: z.number(),
  }),
  async resolve({ tx, actor, now }) {
    type Row = { open: number; late: number; prompt: number; answered: number; answered_late: number };
    const { rows } = await tx.execute<Row>(sql`select
        (count(*) filter (where state = 'open'))::int as open,
        (count(*) filter (where state = 'open' and due_at < ${now}::timestamptz))::int as late,
        (count(*) filter (where state = 'open' and prompt_by < ${now}::timestamptz))::int as prompt,
        (count(*) filter (where decided_at is not null and state <> 'withdrawn'))::int as answered,
        (count(*) filter (where decided_at is not null and late))::int as answered_late
      from objections where programme_id = ${actor.programmeId}
        and (state = 'open' or decided_at > ${now}::timestamptz - interval '90 days')`);
    const row = rows[0];
    return {
      open: row?.open ?? 0,
      late: row?.late ?? 0,
      prompt: row?.prompt ?? 0,
      answered: row?.answered ?? 0,
      answeredLate: row?.answered_late ?? 0,
    };
  },
});
