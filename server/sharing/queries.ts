import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { listInput, listOutput } from "@/domain/shared/list";
import { shanghaiDate } from "@/domain/shared/time";
import { allowPartner } from "@/domain/sharing/decisions";
import type { DemandState } from "@/domain/sharing/model";
import {
  DEMANDS_LIST,
  demandRow,
  NOTICES_LIST,
  noticeRow,
  PARTNERS_LIST,
  partnerDetail,
  partnerRow,
  recipientRow,
} from "@/domain/sharing/schema";
import { notFound } from "@/server/kernel/errors";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { unassessed } from "./assessed";
import { NOTICE_COLUMNS, NOTICE_TABLES, type NoticeColumns, toNotice } from "./notice-rows";
import { recipientsOf } from "./recipients";
import { loadPartner, PARTNER_COLUMNS, type PartnerRow, type StoredPartner, toPartner } from "./store";

const shown = (one: StoredPartner): z.input<typeof partnerRow> => ({
  id: one.id,
  number: one.number,
  version: one.version,
  name: one.name,
  kind: one.kind,
  country: one.country,
  purpose: one.purpose,
  fields: [...one.fields],
  basis: one.basis,
  consentRequired: one.consentRequired,
  contractTo: one.contractTo,
  state: one.state,
  recordedAt: one.recordedAt,
});

/** Partners, the latest entered first. */
export const partnersList = query({
  name: "sharing.partners.list",
  permission: "sharing.read",
  clearance: "general",
  input: listInput(PARTNERS_LIST),
  output: listOutput(partnerRow),
  async resolve(scope, input) {
    const page = await runList<typeof PARTNERS_LIST, PartnerRow>(scope.tx, PARTNERS_LIST, input, {
      select: PARTNER_COLUMNS,
      from: sql`sharing_partners p`,
      where: [sql`p.programme_id = ${scope.actor.programmeId}`],
      map: {
        filters: { kind: sql`p.kind`, state: sql`p.state`, purpose: sql`p.purpose`, number: sql`p.number` },
        sorts: { recordedAt: { by: sql`p.recorded_at`, type: "timestamptz" } },
        id: sql`p.id`,
      },
    });
    return { ...page, rows: page.rows.map(toPartner).map(shown) };
  },
});

const LATEST = 20;

async function reachOf({ tx }: Scope, partnerId: string) {
  type Row = { customers: number; disclosures: number; stopped: number };
  const { rows } =
    await tx.execute<Row>(sql`select count(distinct customer_id)::int as customers, count(*)::int as disclosures,
      (select count(*)::int from sharing_stops s where s.partner_id = ${partnerId}::uuid and s.lifted_at is null) as stopped
    from sharing_disclosures where partner_id = ${partnerId}::uuid`);
  return rows[0] ?? { customers: 0, disclosures: 0, stopped: 0 };
}

/** One partner: what, why, how, under which contract, how far, and what it was told. */
export const partnerDetailQuery = query({
  name: "sharing.partners.detail",
  permission: "sharing.read",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: partnerDetail,
  async resolve(scope, { id }) {
    const { tx, now, rules, actor } = scope;
    const partner = await loadPartner(scope, id);
    const { rows } = await tx.execute<NoticeColumns>(sql`select ${NOTICE_COLUMNS} from ${NOTICE_TABLES}
      where n.partner_id = ${id}::uuid order by n.opened_at desc, n.id desc limit ${LATEST}`);
    return {
      ...shown(partner),
      ...(await reachOf(scope, id)),
      contact: partner.contact,
      way: partner.way,
      caseCode: partner.caseCode,
      contractReference: partner.contractReference,
      contractFrom: partner.contractFrom,
      safeguards: [...partner.safeguards],
      noticeUrl: partner.noticeUrl,
      approvalId: partner.approvalId,
      startedAt: partner.startedAt,
      endedAt: partner.endedAt,
      endReason: partner.endReason,
      keptUntil: partner.keptUntil,
      notices: rows.map((row) => toNotice(row, now)),
      unassessed: [...(await unassessed(scope, partner))],
      basisRows: allowPartner({ ...partner, paid: false }, shanghaiDate(now), rules).basis.map((ref) => ({ ...ref })),
      may: { manage: actor.permissions.has("sharing.manage") },
    };
  },
});

/** What recipients were told, the latest first. */
export const noticesList = query({
  name: "sharing.notices.list",
  permission: "sharing.read",
  clearance: "general",
  input: listInput(NOTICES_LIST),
  output: listOutput(noticeRow),
  async resolve(scope, input) {
    const page = await runList<typeof NOTICES_LIST, NoticeColumns>(scope.tx, NOTICES_LIST, input, {
      select: NOTICE_COLUMNS,
      from: NOTICE_TABLES,
      where: [sql`n.programme_id = ${scope.actor.programmeId}`],
      map: {
        filters: { state: sql`n.state`, kind: sql`n.kind`, partner: sql`n.partner_id`, number: sql`n.number` },
        sorts: {
          openedAt: { by: sql`n.opened_at`, type: "timestamptz" },
          dueAt: { by: sql`n.due_at`, type: "timestamptz" },
        },
        id: sql`n.id`,
      },
    });
    return { ...page, rows: page.rows.map((row) => toNotice(row, scope.now)) };
  },
});

export const noticeDetailQuery = query({
  name: "sharing.notices.detail",
  permission: "sharing.read",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: noticeRow.extend({ may: z.object({ manage: z.boolean() }) }),
  async resolve({ tx, actor, now }, { id }) {
    const { rows } = await tx.execute<NoticeColumns>(sql`select ${NOTICE_COLUMNS} from ${NOTICE_TABLES}
      where n.id = ${id}::uuid and n.programme_id = ${actor.programmeId}`);
    return { ...toNotice(rows[0] ?? notFound(), now), may: { manage: actor.permissions.has("sharing.manage") } };
  },
});

/** Whom a customer's data went to. */
export const recipientsQuery = query({
  name: "sharing.recipients.list",
  permission: "sharing.read",
  clearance: "general",
  input: z.object({ customerId: z.uuid() }),
  output: z.object({ rows: z.array(recipientRow), may: z.object({ stop: z.boolean() }) }),
  async resolve(scope, { customerId }) {
    const rows = await recipientsOf(scope, customerId);
    return {
      rows: rows.map((row) => ({ ...row, fields: [...row.fields] })),
      may: { stop: scope.actor.permissions.has("consents.record") },
    };
  },
});

type DemandColumns = {
  id: string;
  number: string;
  version: number;
  authority: string;
  country: string;
  reference: string;
  received_on: string;
  state: DemandState;
  permission: string | null;
  registered_by: string;
  registered_at: string;
  decided_at: string | null;
};

/** Demands of foreign bodies, the latest first. */
export const demandsList = query({
  name: "sharing.demands.list",
  permission: "sharing.demands.read",
  clearance: "general",
  input: listInput(DEMANDS_LIST),
  output: listOutput(demandRow),
  async resolve({ tx, actor }, input) {
    const page = await runList<typeof DEMANDS_LIST, DemandColumns>(tx, DEMANDS_LIST, input, {
      select: sql`d.id, d.number, d.version, d.authority, d.country, d.reference, d.received_on::text as received_on, d.state, d.permission,
        d.registered_by, d.registered_at, d.decided_at`,
      from: sql`sharing_demands d`,
      where: [sql`d.programme_id = ${actor.programmeId}`],
      map: {
        filters: { state: sql`d.state`, number: sql`d.number` },
        sorts: { registeredAt: { by: sql`d.registered_at`, type: "timestamptz" } },
        id: sql`d.id`,
      },
    });
    const rows = page.rows.map((row) => ({
      id: row.id,
      number: row.number,
      version: row.version,
      authority: row.authority,
      country: row.country,
      reference: row.reference,
      receivedOn: row.received_on,
      state: row.state,
      permission: row.permission,
      registeredAt: toInstant(row.registered_at),
      decidedAt: toInstantOrNull(row.decided_at),
      may: {
        decide: row.state === "escalated" && actor.permissions.has("sharing.approve") && row.registered_by !== actor.id,
      },
    }));
    return { ...page, rows };
  },
});
