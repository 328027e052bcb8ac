import { sql } from "drizzle-orm";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { completeNotice, completeReport } from "@/domain/incidents/decisions";
import {
  type Authority,
  type EntryKind,
  INCIDENT_PROPOSALS,
  type IncidentProposal,
  NOTICE_CONTENTS,
  type NoticeKind,
  type NoticeState,
  REPORT_CONTENTS,
  type ReportChannel,
  type SelectionWay,
} from "@/domain/incidents/model";
import { progressOf } from "@/domain/incidents/progress";
import { type CustomerColumns, customerRefs } from "@/server/customers/public";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { contentsOf, hasEnglish, languagesOf } from "./notices";
import { standingSql } from "./standing-sql";
import { openWords, type Words } from "./words";

/** The name of whoever acted, for people; the actor's own word for systems. */
export const NAME = (column: string) =>
  sql.raw(`coalesce((select who.name_zh from people who where 'person:' || who.id::text = ${column}), ${column})`);

const gapsOf = (names: readonly string[], words: Words) => names.filter((name) => (words[name] ?? "").trim() === "");

type NoticeColumns = {
  id: string;
  version: number;
  kind: NoticeKind;
  state: NoticeState;
  words_sealed: Buffer;
  saved_at: string;
  saved_name: string;
  approved_name: string | null;
  steps: number;
  total: number;
  told: number;
  started_at: string | null;
  last_at: string | null;
  ended_at: string | null;
};

/** The notices of an incident, the latest first, with how far they have come and how their letters fared. */
export async function noticesOf(scope: Scope, incidentId: string) {
  const { tx, actor, rules, now } = scope;
  const { rows } =
    await tx.execute<NoticeColumns>(sql`select n.id, n.version, n.kind, n.state, n.words_sealed, n.saved_at,
      ${NAME("n.saved_by")} as saved_name, ${NAME("n.approved_by")} as approved_name, n.steps, n.total, n.told, n.started_at,
      n.last_at, n.ended_at
    from incident_notices n where n.incident_id = ${incidentId}::uuid and n.programme_id = ${actor.programmeId}
    order by n.saved_at desc, n.id desc limit 50`);
  const opened = await openWords(scope, "incident_notices", rows);
  const delivery = await deliveryOf(scope, incidentId);
  return rows.map((row, at) => {
    const words = opened[at] ?? {};
    const missing = languagesOf(words).flatMap((language) => {
      const said = contentsOf(words, language);
      return completeNotice(said, rules, now).ok ? [] : gapsOf([...NOTICE_CONTENTS, "contact"], said);
    });
    return {
      id: row.id,
      version: row.version,
      kind: row.kind,
      state: row.state,
      zh: contentsOf(words, "zh"),
      en: hasEnglish(words) ? contentsOf(words, "en") : null,
      contact: words.contact ?? "",
      ground: words.ground ?? "",
      savedAt: toInstant(row.saved_at),
      savedBy: row.saved_name,
      approvedBy: row.approved_name,
      steps: row.steps,
      progress: progressOf({
        total: row.total,
        told: row.told,
        startedAt: toInstantOrNull(row.started_at),
        lastAt: toInstantOrNull(row.last_at),
      }),
      delivery: delivery.get(row.id) ?? { waiting: 0, sent: 0, arrived: 0, failed: 0 },
      endedAt: toInstantOrNull(row.ended_at),
      missing: [...new Set(missing)],
    };
  });
}

type Delivery = { waiting: number; sent: number; arrived: number; failed: number };

/** How the letters of each notice fared, counted by people from the messages themselves. */
async function deliveryOf({ tx, actor }: Scope, incidentId: string): Promise<ReadonlyMap<string, Delivery>> {
  const { rows } = await tx.execute<Delivery & { notice_id: string }>(sql`select s.notice_id,
      (count(*) filter (where s.standing = 'waiting'))::int as waiting, (count(*) filter (where s.standing = 'sent'))::int as sent,
      (count(*) filter (where s.standing = 'arrived'))::int as arrived, (count(*) filter (where s.standing = 'failed'))::int as failed
    from (select p.notice_id, ${standingSql} as standing from incident_persons p
      where p.incident_id = ${incidentId}::uuid and p.programme_id = ${actor.programmeId} and p.notice_id is not null) s
    group by s.notice_id`);
  return new Map(rows.map(({ notice_id, ...counts }) => [notice_id, counts]));
}

type ReportColumns = {
  id: string;
  authority: Authority;
  sequence: number;
  supplement: boolean;
  words_sealed: Buffer;
  saved_at: string;
  saved_name: string;
  sent_at: string | null;
  sent_name: string | null;
  channel: ReportChannel | null;
};

/** Every version of what authorities are told, the latest first. */
export async function reportsOf(scope: Scope, incidentId: string) {
  const { tx, actor, rules, now } = scope;
  const { rows } =
    await tx.execute<ReportColumns>(sql`select r.id, r.authority, r.sequence, r.supplement, r.words_sealed, r.saved_at,
      ${NAME("r.saved_by")} as saved_name, r.sent_at, ${NAME("r.sent_by")} as sent_name, r.channel
    from incident_reports r where r.incident_id = ${incidentId}::uuid and r.programme_id = ${actor.programmeId}
    order by r.authority, r.sequence desc limit 100`);
  const opened = await openWords(scope, "incident_reports", rows);
  return rows.map((row, at) => {
    const words = opened[at] ?? {};
    return {
      id: row.id,
      authority: row.authority,
      sequence: row.sequence,
      supplement: row.supplement,
      words,
      savedAt: toInstant(row.saved_at),
      savedBy: row.saved_name,
      sentAt: toInstantOrNull(row.sent_at),
      sentBy: row.sent_name,
      channel: row.channel,
      missing: completeReport(words, rules, now).ok ? [] : gapsOf(REPORT_CONTENTS, words),
    };
  });
}

/** The log of an incident, the latest first. */
export async function entriesOf(scope: Scope, incidentId: string) {
  type Row = { id: string; kind: EntryKind; words_sealed: Buffer; at: string; name: string };
  const { rows } =
    await scope.tx.execute<Row>(sql`select e.id, e.kind, e.words_sealed, e.at, ${NAME("e.written_by")} as name
    from incident_entries e where e.incident_id = ${incidentId}::uuid and e.programme_id = ${scope.actor.programmeId}
    order by e.at desc, e.id desc limit 200`);
  const opened = await openWords(scope, "incident_entries", rows);
  return rows.map(({ id, kind, at, name }, i) => ({
    id,
    kind,
    words: opened[i]?.words ?? "",
    at: toInstant(at),
    by: name,
  }));
}

/** What customers reported, the latest first; customers masked. */
export async function sightingsOf(scope: Scope, incidentId: string) {
  type Row = CustomerColumns & { id: string; words_sealed: Buffer; received_at: string };
  const { rows } = await scope.tx.execute<Row>(sql`select s.id, s.words_sealed, s.received_at, s.customer_id,
      c.number as customer_number, c.name_sealed as customer_name
    from incident_sightings s join customers c on c.id = s.customer_id
    where s.incident_id = ${incidentId}::uuid and s.programme_id = ${scope.actor.programmeId}
    order by s.received_at desc, s.id desc limit 100`);
  const refs = await customerRefs(scope, rows);
  const places = rows.map(({ id, words_sealed }) => ({
    place: { table: "incident_sightings", column: "words_sealed", rowId: id },
    sealed: words_sealed,
  }));
  const opened = await scope.vault.openAll(places);
  return rows.map(({ id, received_at }, at) => ({
    id,
    customer: refs[at] ?? notFound(),
    words: opened[at] ?? null,
    receivedAt: toInstant(received_at),
  }));
}

/** How people were chosen, the latest first. */
export async function selectionsOf({ tx, actor }: Scope, incidentId: string) {
  type Row = { id: string; way: SelectionWay; found: number; added: number; at: string };
  const { rows } = await tx.execute<Row>(sql`select id, way, found, added, at from incident_selections
    where incident_id = ${incidentId}::uuid and programme_id = ${actor.programmeId} order by at desc, id desc limit 50`);
  return rows.map((row) => ({ ...row, at: toInstant(row.at) }));
}

/** What waits for a second person about an incident or one of its notices, the oldest first. */
export async function proposalsOf({ tx, actor }: Scope, incidentId: string) {
  type Row = { kind: IncidentProposal; subject_id: string; id: string; number: string; mine: boolean };
  const { rows } = await tx.execute<Row>(sql`select a.kind, a.subject_id, a.id, a.number,
      coalesce(a.maker_id::text = ${actor.personId}::text, false) as mine
    from approvals a where a.programme_id = ${actor.programmeId} and a.status = 'pending' and a.kind in ${[...INCIDENT_PROPOSALS]}
      and a.subject_id in (select ${incidentId}::uuid union all select n.id from incident_notices n
        where n.incident_id = ${incidentId}::uuid)
    order by a.number`);
  return rows.map(({ kind, subject_id: subjectId, id: approvalId, number, mine }) => ({
    kind,
    subjectId,
    approvalId,
    number,
    mine,
  }));
}
