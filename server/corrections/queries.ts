import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { type CorrectionField, type CorrectionState, isIdentityField } from "@/domain/corrections/model";
import { CORRECTIONS_LIST, correctionDetail, correctionRow } from "@/domain/corrections/schema";
import { type MaskedField, mask } from "@/domain/customers/masking";
import { listInput, listOutput } from "@/domain/shared/list";
import { shanghaiDate } from "@/domain/shared/time";
import { type CustomerColumns, customerRefs } from "@/server/customers/public";
import { notFound } from "@/server/kernel/errors";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { openItems } from "./store";

type Columns = CustomerColumns & {
  id: string;
  number: string;
  request_id: string | null;
  state: CorrectionState;
  fields: CorrectionField[];
  proposed_at: string;
  ended_at: string | null;
};

const COLUMNS = sql`k.id, k.number, k.request_id, k.state, k.proposed_at, k.ended_at, k.customer_id,
  (select coalesce(array_agg(i.field order by i.id), '{}') from correction_items i where i.correction_id = k.id)::text[] as fields,
  (select c.number from customers c where c.id = k.customer_id) as customer_number,
  (select c.name_sealed from customers c where c.id = k.customer_id) as customer_name`;

async function present(scope: Scope, rows: readonly Columns[]): Promise<z.input<typeof correctionRow>[]> {
  const refs = await customerRefs(scope, rows);
  return rows.map((row, at) => ({
    id: row.id,
    number: row.number,
    customer: refs[at] ?? notFound(),
    requestId: row.request_id,
    state: row.state,
    fields: row.fields,
    proposedAt: toInstant(row.proposed_at),
    endedAt: toInstantOrNull(row.ended_at),
  }));
}

/** Corrections, the newest first. */
export const correctionsList = query({
  name: "corrections.corrections.list",
  permission: "corrections.read",
  clearance: "general",
  input: listInput(CORRECTIONS_LIST),
  output: listOutput(correctionRow),
  async resolve(scope, input) {
    const page = await runList<typeof CORRECTIONS_LIST, Columns>(scope.tx, CORRECTIONS_LIST, input, {
      select: COLUMNS,
      from: sql`corrections k`,
      where: [sql`k.programme_id = ${scope.actor.programmeId}`],
      map: {
        filters: {
          state: sql`k.state`,
          field: sql`(select i.field from correction_items i where i.correction_id = k.id order by i.id limit 1)`,
          proposed: sql`(k.proposed_at at time zone 'Asia/Shanghai')::date`,
          number: sql`k.number`,
          customer: sql`k.customer_id`,
        },
        sorts: { proposedAt: { by: sql`k.proposed_at`, type: "timestamptz" } },
        id: sql`k.id`,
      },
    });
    return { ...page, rows: await present(scope, page.rows) };
  },
});

/** How a value of a field leaves the server: masked as elsewhere; coarse values and days as they are. */
const MASKS: Readonly<Partial<Record<CorrectionField, MaskedField>>> = {
  name: "name",
  phone: "phone",
  address: "address",
  "external-ref": "account",
  "document-number": "id-number",
};

function shown(field: CorrectionField, value: string | null): string | null {
  const how = MASKS[field];
  if (value === null || how === undefined) return value;
  return mask(how, value)?.text ?? null;
}

const NAME = (column: string) =>
  sql.raw(`coalesce((select p.name_zh from people p where 'person:' || p.id::text = ${column}), ${column})`);

type DetailColumns = Columns & {
  version: number;
  evidence_ids: string[];
  proposed_by: string;
  proposed_name: string;
  ended_name: string | null;
  reject_reason: string | null;
  approval_id: string | null;
  approval_number: string | null;
};

/** One correction: what stood and what is to stand, masked, and where it is. */
export const correctionDetailQuery = query({
  name: "corrections.correction.detail",
  permission: "corrections.read",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: correctionDetail,
  async resolve(scope, { id }) {
    const { tx, actor, rules } = scope;
    const { rows } = await tx.execute<DetailColumns>(sql`select ${COLUMNS}, k.version, k.evidence_ids, k.proposed_by,
        ${NAME("k.proposed_by")} as proposed_name, ${NAME("k.ended_by")} as ended_name, k.reject_reason, k.approval_id,
        (select a.number from approvals a where a.id = k.approval_id) as approval_number
      from corrections k where k.id = ${id}::uuid and k.programme_id = ${actor.programmeId}`);
    const row = rows[0] ?? notFound();
    const [first = notFound()] = await present(scope, [row]);
    const items = await openItems(scope, id);
    const on = shanghaiDate(toInstant(row.proposed_at));
    return {
      ...first,
      version: row.version,
      items: items.map(({ field, before, after }) => ({
        field,
        identity: isIdentityField(field),
        before: shown(field, before),
        after: shown(field, after),
      })),
      evidenceIds: row.evidence_ids,
      proposedBy: row.proposed_name,
      endedBy: row.ended_name,
      rejectReason: row.reject_reason,
      approval: row.approval_id && row.approval_number ? { id: row.approval_id, number: row.approval_number } : null,
      basis: ["law-pipl-46", "mipriv-correct"].map((rule) => ({ ...rules.ref(rule, on) })),
      may: { withdraw: row.state === "proposed" && row.proposed_by === actor.id },
    };
  },
});
