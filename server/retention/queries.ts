import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { CertificateContent } from "@/domain/retention/certificate";
import type { EntryState, RestrictionCause, RetentionClass } from "@/domain/retention/model";
import {
  CERTIFICATES_LIST,
  certificateDetail,
  certificateRow,
  ENTRIES_LIST,
  type EntryRow,
  entryRow,
  mapOutput,
  RESTRICTED_LIST,
  restrictedRow,
  retentionFigures,
} from "@/domain/retention/schema";
import { listInput, listOutput } from "@/domain/shared/list";
import { type LocalDate, shanghaiDate } from "@/domain/shared/time";
import { type CustomerColumns, customerRefs } from "@/server/customers/public";
import { notFound } from "@/server/kernel/errors";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import { certificateHolds } from "./certificate";
import { mapRows } from "./map";

const CUSTOMER = sql`x.customer_id, (select c.number from customers c where c.id = x.customer_id) as customer_number,
  (select c.name_sealed from customers c where c.id = x.customer_id) as customer_name`;

type EntryColumns = CustomerColumns & {
  id: string;
  retention_class: RetentionClass;
  state: EntryState;
  disposition: EntryRow["disposition"];
  due_on: LocalDate | null;
  kept_until: LocalDate | null;
  years: number | null;
  anchor: EntryRow["anchor"];
  ended_on: LocalDate | null;
  basis: EntryRow["basis"];
  open: string[];
  request_id: string | null;
  planned_at: string;
  erased_at: string | null;
  certificate_id: string | null;
};

/** Where classes of customers' data stand. */
export const entriesList = query({
  name: "retention.entries.list",
  permission: "retention.read",
  clearance: "general",
  input: listInput(ENTRIES_LIST),
  output: listOutput(entryRow),
  async resolve(scope, input) {
    const page = await runList<typeof ENTRIES_LIST, EntryColumns>(scope.tx, ENTRIES_LIST, input, {
      select: sql`x.id, x.retention_class, x.state, x.disposition, x.due_on, x.kept_until, x.years, x.anchor, x.ended_on, x.basis,
        x.open, x.request_id, x.planned_at, x.erased_at, x.certificate_id, ${CUSTOMER}`,
      from: sql`retention_entries x`,
      where: [sql`x.programme_id = ${scope.actor.programmeId}`],
      map: {
        filters: {
          class: sql`x.retention_class`,
          state: sql`x.state`,
          disposition: sql`x.disposition`,
          due: sql`x.due_on`,
          customer: sql`x.customer_id`,
          request: sql`x.request_id`,
        },
        sorts: {
          dueOn: { by: sql`coalesce(x.due_on, '9999-12-31'::date)`, type: "date" },
          plannedAt: { by: sql`x.planned_at`, type: "timestamptz" },
        },
        id: sql`x.id`,
      },
    });
    const refs = await customerRefs(scope, page.rows);
    const rows = page.rows.map((row, at) => ({
      id: row.id,
      customer: refs[at] ?? notFound(),
      class: row.retention_class,
      state: row.state,
      disposition: row.disposition,
      dueOn: row.due_on,
      keptUntil: row.kept_until,
      years: row.years,
      anchor: row.anchor,
      endedOn: row.ended_on,
      basis: row.basis,
      open: row.open,
      requestId: row.request_id,
      plannedAt: toInstant(row.planned_at),
      erasedAt: toInstantOrNull(row.erased_at),
      certificateId: row.certificate_id,
    }));
    return { ...page, rows };
  },
});

type CertificateColumns = CustomerColumns & {
  id: string;
  number: string;
  retention_class: RetentionClass;
  issued_at: string;
};

/** Certificates of what was destroyed. */
export const certificatesList = query({
  name: "retention.certificates.list",
  permission: "retention.read",
  clearance: "general",
  input: listInput(CERTIFICATES_LIST),
  output: listOutput(certificateRow),
  async resolve(scope, input) {
    const page = await runList<typeof CERTIFICATES_LIST, CertificateColumns>(scope.tx, CERTIFICATES_LIST, input, {
      select: sql`x.id, x.number, x.retention_class, x.issued_at, ${CUSTOMER}`,
      from: sql`retention_certificates x`,
      where: [sql`x.programme_id = ${scope.actor.programmeId}`],
      map: {
        filters: {
          class: sql`x.retention_class`,
          issued: sql`(x.issued_at at time zone 'Asia/Shanghai')::date`,
          number: sql`x.number`,
          customer: sql`x.customer_id`,
        },
        sorts: { issuedAt: { by: sql`x.issued_at`, type: "timestamptz" } },
        id: sql`x.id`,
      },
    });
    const refs = await customerRefs(scope, page.rows);
    const rows = page.rows.map((row, at) => ({
      id: row.id,
      number: row.number,
      customer: refs[at] ?? notFound(),
      class: row.retention_class,
      issuedAt: toInstant(row.issued_at),
    }));
    return { ...page, rows };
  },
});

type DetailColumns = CertificateColumns & { content: CertificateContent; key_id: string; signature: Buffer };

/** One certificate with its signature, checked. */
export const certificateDetailQuery = query({
  name: "retention.certificate.detail",
  permission: "retention.read",
  clearance: "general",
  input: z.strictObject({ id: z.uuid() }),
  output: certificateDetail,
  async resolve(scope, { id }) {
    const { rows } =
      await scope.tx.execute<DetailColumns>(sql`select x.id, x.number, x.retention_class, x.issued_at, x.content,
        x.key_id, x.signature, ${CUSTOMER}
      from retention_certificates x where x.id = ${id}::uuid and x.programme_id = ${scope.actor.programmeId}`);
    const row = rows[0] ?? notFound();
    const [customer] = await customerRefs(scope, [row]);
    const { content, key_id: keyId, signature } = row;
    return {
      id: row.id,
      number: row.number,
      customer: customer ?? notFound(),
      class: row.retention_class,
      issuedAt: toInstant(row.issued_at),
      content,
      keyId,
      signature: signature.toString("base64"),
      holds: certificateHolds(scope.keyRing, { content, keyId, signature }),
    };
  },
});

type RestrictedColumns = CustomerColumns & {
  id: string;
  cause: RestrictionCause;
  request_id: string | null;
  since: string;
  kept_until: LocalDate | null;
};

/** Subjects whose data may only be stored. */
export const restrictedList = query({
  name: "retention.restricted.list",
  permission: "retention.read",
  clearance: "general",
  input: listInput(RESTRICTED_LIST),
  output: listOutput(restrictedRow),
  async resolve(scope, input) {
    const page = await runList<typeof RESTRICTED_LIST, RestrictedColumns>(scope.tx, RESTRICTED_LIST, input, {
      select: sql`x.id, x.cause, x.request_id, x.since, (select max(e.kept_until) from retention_entries e
        where e.customer_id = x.customer_id and e.state <> 'erased') as kept_until, ${CUSTOMER}`,
      from: sql`restricted_subjects x`,
      where: [sql`x.programme_id = ${scope.actor.programmeId} and x.ended_at is null`],
      map: {
        filters: {
          cause: sql`x.cause`,
          since: sql`(x.since at time zone 'Asia/Shanghai')::date`,
          customer: sql`x.customer_id`,
        },
        sorts: { since: { by: sql`x.since`, type: "timestamptz" } },
        id: sql`x.id`,
      },
    });
    const refs = await customerRefs(scope, page.rows);
    const rows = page.rows.map((row, at) => ({
      id: row.id,
      customer: refs[at] ?? notFound(),
      cause: row.cause,
      requestId: row.request_id,
      since: toInstant(row.since),
      keptUntil: row.kept_until,
    }));
    return { ...page, rows };
  },
});

/** How many classes are due this month, held, and gone; how many subjects are only stored. */
export const figuresQuery = query({
  name: "retention.figures.detail",
  permission: "retention.read",
  clearance: "general",
  input: z.strictObject({}),
  output: retentionFigures,
  async resolve({ tx, actor, now }) {
    const { rows } = await tx.execute<z.input<typeof retentionFigures>>(sql`select
        (count(*) filter (where state <> 'erased' and due_on < date_trunc('month', ${shanghaiDate(now)}::date) + interval '1 month'))::int
          as "dueThisMonth",
        (count(*) filter (where state = 'held'))::int as held, (count(*) filter (where state = 'erased'))::int as erased,
        (select count(*)::int from restricted_subjects where programme_id = ${actor.programmeId} and ended_at is null) as restricted
      from retention_entries where programme_id = ${actor.programmeId}`);
    return rows[0] ?? notFound();
  },
});

/** Every column with personal data: what it is, why it is kept, by which rule, and how it ends. */
export const mapList = query({
  name: "retention.map.list",
  permission: "retention.read",
  clearance: "general",
  input: z.strictObject({}),
  output: mapOutput,
  async resolve({ rules, now }) {
    const rows = mapRows(rules, shanghaiDate(now));
    return { rows, tables: new Set(rows.map(({ table }) => table)).size };
  },
});
