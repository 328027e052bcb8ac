import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { CalendarYear } from "@/domain/clocks/calendar";
import type { RuleVersion } from "@/domain/rulebook/model";
import { type ChangeContent, calendarYear, changeContent, storedVersion } from "@/domain/rulebook/schema";
import type { Id } from "@/domain/shared/ids";
import type { Instant, LocalDate } from "@/domain/shared/time";
import type { Actor } from "@/server/kernel/actor";
import { newId } from "@/server/kernel/new-id";

type VersionRow = {
  rule_id: string;
  rule_version: number;
  content: unknown;
  valid_from: string | null;
  valid_to: string | null;
  known_from: string;
};

/** Versions made on the console in the programme of the transaction, oldest first. */
export async function findConsoleVersions(tx: Tx): Promise<readonly RuleVersion[]> {
  const { rows } = await tx.execute<VersionRow>(
    sql`select rule_id, rule_version, content, valid_from, valid_to, known_from from rulebook_versions order by known_from, id`,
  );
  return rows.map((row) => {
    const { stance, ...content } = storedVersion.parse(row.content);
    return {
      ...content,
      ...(stance ? { stance } : {}),
      id: row.rule_id,
      version: row.rule_version,
      validFrom: row.valid_from as LocalDate | null,
      validTo: row.valid_to as LocalDate | null,
      knownFrom: toInstant(row.known_from),
      source: "console",
    };
  });
}

/** Calendar years loaded on the console, the latest version of each. */
export async function findConsoleYears(tx: Tx): Promise<readonly CalendarYear[]> {
  const { rows } = await tx.execute<{ content: unknown }>(
    sql`select distinct on (year) content from calendar_years order by year, year_version desc`,
  );
  return rows.map(({ content }) => calendarYear.parse(content));
}

/** Adds a version and moves the revision on. Of two at once the second waits, then fails on the number. */
export async function addVersion(tx: Tx, actor: Actor, changeId: string, version: RuleVersion): Promise<void> {
  const content = JSON.stringify(storedVersion.parse({ stance: null, ...version }));
  await tx.execute(sql`insert into rulebook_versions (id, programme_id, legal_entity_id, rule_id, rule_version, content, valid_from,
      valid_to, known_from, change_id)
    values (${newId()}, ${actor.programmeId}, ${actor.legalEntityId}, ${version.id}, ${version.version}::int, ${content}::jsonb,
      ${version.validFrom}::date, ${version.validTo}::date, ${version.knownFrom}::timestamptz, ${changeId}::uuid)`);
  await moveRevision(tx, actor);
}

/** Adds a version of a calendar year and moves the revision on. Gives its number. */
export async function addYear(
  tx: Tx,
  actor: Actor,
  changeId: string,
  year: CalendarYear,
  now: Instant,
): Promise<number> {
  await moveRevision(tx, actor);
  const { rows } = await tx.execute<{
    year_version: number;
  }>(sql`insert into calendar_years (id, programme_id, legal_entity_id, year,
      year_version, content, known_from, change_id)
    select ${newId()}, ${actor.programmeId}, ${actor.legalEntityId}, ${year.year}::int, coalesce(max(y.year_version), 0) + 1,
      ${JSON.stringify(year)}::jsonb, ${now}::timestamptz, ${changeId}::uuid
    from calendar_years y where y.programme_id = ${actor.programmeId} and y.year = ${year.year}::int
    returning year_version`);
  return rows[0]?.year_version ?? 1;
}

async function moveRevision(tx: Tx, actor: Actor): Promise<void> {
  await tx.execute(sql`insert into rulebook_revisions as r (programme_id, legal_entity_id, revision)
    values (${actor.programmeId}, ${actor.legalEntityId}, 1) on conflict (programme_id) do update set revision = r.revision + 1`);
}

export const CHANGE_STATES = ["proposed", "applied", "rejected", "withdrawn", "expired", "void"] as const;
export type ChangeState = (typeof CHANGE_STATES)[number];

/** A stored wish to change the book. `noteSealed` is the maker's grounds. */
export type StoredChange = {
  readonly id: string;
  readonly number: string;
  readonly target: string;
  readonly content: ChangeContent;
  readonly reasonCode: string;
  readonly sourceReference: string;
  readonly noteSealed: Buffer | null;
  readonly approvalId: string;
  readonly state: ChangeState;
  readonly proposedBy: string;
  readonly proposedAt: Instant;
  readonly endedAt: Instant | null;
};

type ChangeRow = {
  id: string;
  number: string;
  target: string;
  content: unknown;
  reason_code: string;
  source_reference: string;
  note_sealed: Buffer | null;
  approval_id: string;
  state: ChangeState;
  proposed_by: string;
  proposed_at: string;
  ended_at: string | null;
};

const COLUMNS = sql.raw(
  "id, number, target, content, reason_code, source_reference, note_sealed, approval_id, state, proposed_by, proposed_at, ended_at",
);

function changeOf(row: ChangeRow): StoredChange {
  return {
    id: row.id,
    number: row.number,
    target: row.target,
    content: changeContent.parse(row.content),
    reasonCode: row.reason_code,
    sourceReference: row.source_reference,
    noteSealed: row.note_sealed,
    approvalId: row.approval_id,
    state: row.state,
    proposedBy: row.proposed_by,
    proposedAt: toInstant(row.proposed_at),
    endedAt: toInstantOrNull(row.ended_at),
  };
}

/** One change; undefined when it does not exist or belongs to another programme. */
export async function findChange(tx: Tx, id: string, options: { lock: boolean }): Promise<StoredChange | undefined> {
  const { rows } = await tx.execute<ChangeRow>(
    sql`select ${COLUMNS} from rulebook_changes where id = ${id}::uuid ${options.lock ? sql`for update` : sql``}`,
  );
  return rows[0] && changeOf(rows[0]);
}

/** Changes, newest first: open ones, or those of one target with the ended ones. */
export async function findChanges(
  tx: Tx,
  which: { target?: string; open: boolean },
  most: number,
): Promise<readonly StoredChange[]> {
  const { rows } = await tx.execute<ChangeRow>(sql`select ${COLUMNS} from rulebook_changes
    where (${which.target ?? null}::text is null or target = ${which.target ?? null})
      and (not ${which.open}::boolean or state = 'proposed') order by proposed_at desc, id desc limit ${most}::int`);
  return rows.map(changeOf);
}

/** Writes a new change. False where another change of the same target is still open. */
export async function insertChange(
  tx: Tx,
  actor: Actor,
  change: Omit<StoredChange, "id" | "state" | "endedAt" | "proposedBy"> & { id: Id<"rule-change"> },
): Promise<boolean> {
  const { rows } =
    await tx.execute(sql`insert into rulebook_changes (id, programme_id, legal_entity_id, number, kind, target, content,
      reason_code, source_reference, note_sealed, approval_id, state, proposed_by, proposed_at)
    values (${change.id}::uuid, ${actor.programmeId}, ${actor.legalEntityId}, ${change.number}, ${change.content.kind}, ${change.target},
      ${JSON.stringify(change.content)}::jsonb, ${change.reasonCode}, ${change.sourceReference}, ${change.noteSealed}::bytea,
      ${change.approvalId}::uuid, 'proposed', ${actor.personId}::uuid, ${change.proposedAt}::timestamptz)
    on conflict (programme_id, target) where state = 'proposed' do nothing returning id`);
  return rows.length === 1;
}

/** Writes how a change ended. */
export async function endChange(tx: Tx, id: string, state: ChangeState, now: Instant): Promise<void> {
  await tx.execute(sql`update rulebook_changes set state = ${state}, ended_at = ${now}::timestamptz, version = version + 1
    where id = ${id}::uuid and state = 'proposed'`);
}

/** How many entries of the log cite some version of a rule, up to `most`, of those the reader may see; and the last one. */
export async function countCitations(
  tx: Tx,
  refs: readonly string[],
  most: number,
): Promise<{ count: number; capped: boolean }> {
  if (refs.length === 0) return { count: 0, capped: false };
  const cites = sql.join(
    refs.map((ref) => sql`leaf::jsonb -> 'basis' @> ${JSON.stringify([ref])}::jsonb`),
    sql` or `,
  );
  const { rows } = await tx.execute<{ n: number }>(sql`select count(*)::int as n from (select from audit_entries
    where leaf::jsonb -> 'basis' <> '[]'::jsonb and (${cites}) and outcome = 'committed' limit ${most + 1}::int) as cited`);
  const n = rows[0]?.n ?? 0;
  return { count: Math.min(n, most), capped: n > most };
}

export const personNames = z.object({ id: z.string(), nameZh: z.string(), nameEn: z.string() });

/** Names of colleagues by id. */
export async function namesOf(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, z.output<typeof personNames>>> {
  if (ids.length === 0) return new Map();
  const { rows } = await tx.execute<{ id: string; nameZh: string; nameEn: string }>(
    sql`select id, name_zh as "nameZh", name_en as "nameEn" from people where id = any(${`{${ids.join(",")}}`}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}
