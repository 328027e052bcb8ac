import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { versionInForce } from "@/domain/consents/decisions";
import {
  type ConsentChange,
  DOCUMENTS,
  MARKETING_CHANNELS,
  type MarketingChannel,
  marketingPurpose,
  type PolicyDocument,
  type Purpose,
} from "@/domain/consents/model";
import { noticePeriod } from "@/domain/consents/notice-period";
import {
  consentEvent,
  customerConsents,
  EVENTS_LIST,
  policyVersionDetail,
  policyVersionRow,
  SUPPRESSIONS_LIST,
  suppressionRow,
  VERSIONS_LIST,
} from "@/domain/consents/schema";
import { listInput, listOutput } from "@/domain/shared/list";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { customerStanding } from "./customer-standing";
import {
  loadVersion,
  publishedVersions,
  type StoredVersion,
  toVersion,
  VERSION_COLUMNS,
  type VersionRow,
} from "./store";

type EventRow = {
  id: string;
  customer_id: string;
  customer_number: string;
  purpose: Purpose;
  change: ConsentChange;
  version_id: string | null;
  label: string | null;
  document: PolicyDocument | null;
  channel: string;
  asked: boolean;
  reason_code: string | null;
  at: string;
  recorded_at: string;
};

const EVENT_COLUMNS = sql`e.id, e.customer_id, (select c.number from customers c where c.id = e.customer_id) as customer_number, e.purpose,
  e.change, v.id as version_id, v.label, v.document, e.channel, e.asked, e.reason_code, e.at, e.recorded_at`;

const toEvent = (row: EventRow): z.input<typeof consentEvent> => ({
  id: row.id,
  customer: { id: row.customer_id, number: row.customer_number },
  purpose: row.purpose,
  change: row.change,
  policyVersion:
    row.version_id && row.label && row.document
      ? { id: row.version_id, label: row.label, document: row.document }
      : null,
  channel: row.channel,
  asked: row.asked,
  reason: row.reason_code,
  at: toInstant(row.at),
  recordedAt: toInstant(row.recorded_at),
});

/** What customers said about purposes, the latest first. */
export const eventsList = query({
  name: "consents.events.list",
  permission: "consents.read",
  clearance: "general",
  input: listInput(EVENTS_LIST),
  output: listOutput(consentEvent),
  async resolve(scope, input) {
    const page = await runList<typeof EVENTS_LIST, EventRow>(scope.tx, EVENTS_LIST, input, {
      select: EVENT_COLUMNS,
      from: sql`consent_events e left join policy_versions v on v.id = e.policy_version_id`,
      where: [sql`e.programme_id = ${scope.actor.programmeId}`],
      map: {
        filters: {
          change: sql`e.change`,
          purpose: sql`e.purpose`,
          recorded: sql`(e.recorded_at at time zone 'Asia/Shanghai')::date`,
          customer: sql`e.customer_id`,
        },
        sorts: { recordedAt: { by: sql`e.recorded_at`, type: "timestamptz" } },
        id: sql`e.id`,
      },
    });
    return { ...page, rows: page.rows.map(toEvent) };
  },
});

const channelOf = sql`replace(s.purpose, 'marketing-', '')`;

/**
 * Customers who said no to a channel of marketing or took their yes back, one row for each: what a sender leaves out. Who
 * is not on it has not agreed for that; only a yes that holds lets marketing go out.
 */
export const suppressionsList = query({
  name: "consents.suppressions.list",
  permission: "consents.suppressions.read",
  clearance: "general",
  input: listInput(SUPPRESSIONS_LIST),
  output: listOutput(suppressionRow),
  async resolve({ tx, actor }, input) {
    type Columns = { id: string; customer_id: string; number: string; channel: MarketingChannel; at: string };
    const page = await runList<typeof SUPPRESSIONS_LIST, Columns>(tx, SUPPRESSIONS_LIST, input, {
      select: sql`s.id, s.customer_id, c.number, ${channelOf} as channel, s.at`,
      from: sql`consent_states s join customers c on c.id = s.customer_id`,
      where: [
        sql`s.programme_id = ${actor.programmeId} and s.change <> 'given'
          and s.purpose = any(${sql.param(MARKETING_CHANNELS.map(marketingPurpose))}::text[])`,
      ],
      map: {
        filters: { channel: channelOf },
        sorts: { customer: { by: sql`s.customer_id`, type: "uuid" } },
        id: sql`s.id`,
      },
    });
    const rows = page.rows.map(({ customer_id, number, channel, at }) => ({
      customerId: customer_id,
      customer: number,
      channel,
      at: toInstant(at),
    }));
    return { ...page, rows };
  },
});

const LATEST = 50;

/** Where a customer stands with every purpose, what he said, and by which agreements he is bound. */
export const customerConsentsQuery = query({
  name: "consents.customer.detail",
  permission: "consents.read",
  clearance: "general",
  input: z.object({ customerId: z.uuid() }),
  output: customerConsents,
  async resolve(scope, { customerId }) {
    const { tx, actor } = scope;
    const standing = await customerStanding(scope, customerId);
    const { rows } = await tx.execute<EventRow>(sql`select ${EVENT_COLUMNS}
      from consent_events e left join policy_versions v on v.id = e.policy_version_id
      where e.customer_id = ${customerId}::uuid and e.programme_id = ${actor.programmeId}
      order by e.recorded_at desc, e.id desc limit ${LATEST}`);
    return { ...standing, events: rows.map(toEvent), may: { record: actor.permissions.has("consents.record") } };
  },
});

type Standing = z.output<typeof policyVersionRow>["standing"];

function standingOf(version: StoredVersion, published: readonly StoredVersion[], now: Scope["now"]): Standing {
  if (version.state === "proposed") return "waiting";
  if (version.state === "rejected" || version.effectiveAt === null) return "none";
  if (version.effectiveAt > now) return "coming";
  return versionInForce(published, version.document, now)?.id === version.id ? "in-force" : "past";
}

const shown = (version: StoredVersion, standing: Standing): z.input<typeof policyVersionRow> => ({
  id: version.id,
  number: version.number,
  document: version.document,
  seq: version.seq,
  label: version.label,
  changeClass: version.changeClass,
  state: version.state,
  wantedAt: version.wantedAt,
  publishedAt: version.publishedAt,
  effectiveAt: version.effectiveAt,
  proposedAt: version.proposedAt,
  acceptance: version.acceptance,
  standing,
});

/** Versions of documents, the latest proposed first. */
export const versionsList = query({
  name: "consents.versions.list",
  permission: "consents.read",
  clearance: "general",
  input: listInput(VERSIONS_LIST),
  output: listOutput(policyVersionRow),
  async resolve(scope, input) {
    const published = await publishedVersions(scope);
    const page = await runList<typeof VERSIONS_LIST, VersionRow>(scope.tx, VERSIONS_LIST, input, {
      select: VERSION_COLUMNS,
      from: sql`policy_versions v`,
      where: [sql`v.programme_id = ${scope.actor.programmeId}`],
      map: {
        filters: { document: sql`v.document`, state: sql`v.state`, change: sql`v.change_class`, number: sql`v.number` },
        sorts: { proposedAt: { by: sql`v.proposed_at`, type: "timestamptz" } },
        id: sql`v.id`,
      },
    });
    const rows = page.rows.map(toVersion).map((version) => shown(version, standingOf(version, published, scope.now)));
    return { ...page, rows };
  },
});

/** How many agreed to a version, and how many customers' words it leaves behind. */
async function reachOf({ tx, actor }: Scope, version: StoredVersion): Promise<{ accepted: number; outgrown: number }> {
  const { rows } = await tx.execute<{ accepted: number; outgrown: number }>(sql`select
      (select count(*)::int from policy_acceptances a where a.policy_version_id = ${version.id}::uuid) as accepted,
      (select count(*)::int from consent_states s join policy_versions v on v.id = s.policy_version_id
        where s.programme_id = ${actor.programmeId} and s.change = 'given' and v.document = ${version.document}
          and v.seq < ${version.seq}::int and s.purpose = any(${sql.param([...version.changedPurposes])}::text[])) as outgrown`);
  return rows[0] ?? { accepted: 0, outgrown: 0 };
}

/** One version: what it changes, how it is told, from when it holds and what that rests on. */
export const versionDetail = query({
  name: "consents.versions.detail",
  permission: "consents.read",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: policyVersionDetail,
  async resolve(scope, { id }) {
    const version = await loadVersion(scope, id);
    const published = await publishedVersions(scope);
    const from = version.publishedAt ?? scope.now;
    const period = noticePeriod(version.document, version.changeClass, from, scope.rules);
    const { accepted, outgrown } = await reachOf(scope, version);
    return {
      ...shown(version, standingOf(version, published, scope.now)),
      textHash: version.textHash,
      majorChanges: [...version.majorChanges],
      purposes: [...version.purposes],
      changedPurposes: [...version.changedPurposes],
      noticeWays: [...version.noticeWays],
      consultedAt: version.consultedAt,
      approvalId: version.approvalId,
      may: {
        withdraw:
          version.state === "proposed" &&
          version.proposedBy === scope.actor.id &&
          scope.actor.permissions.has("consents.publish"),
      },
      days: period.value.days,
      basis: period.basis.map((ref) => ({ ...ref })),
      accepted: DOCUMENTS[version.document] === "payment-agreement" ? accepted : null,
      outgrown,
    };
  },
});
