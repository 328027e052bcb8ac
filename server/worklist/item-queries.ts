import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { AUDIT_KINDS } from "@/domain/audit-kinds";
import { TIMELINE_KINDS, timelineKind } from "@/domain/worklist/codes";
import { checkHolder, checkTake, checkWithdraw } from "@/domain/worklist/eligibility";
import { type commentRow, itemDetail, type promiseRow, timelineCounts, timelineRow } from "@/domain/worklist/outputs";
import { notFound } from "@/server/kernel/errors";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { namesOf, type PersonRef, personOf } from "./colleagues";
import { findItem, seen } from "./item";
import { listSql } from "./list-sql";
import { openNotes } from "./notes";
import { openPromiseNotes } from "./promises";
import { ROW_FROM, rowSelect, toRows, type WorkRow } from "./rows";
import { loadWorker } from "./workers";

type CommentRow = {
  id: string;
  author_id: string;
  about: string;
  body_sealed: Buffer | null;
  mentions: string[];
  pinned: boolean;
  written_at: string;
  withdrawn_at: string | null;
};

const COMMENT_COLUMNS = sql.raw(
  "id, author_id, about, body_sealed, to_json(mentions) as mentions, pinned, written_at, withdrawn_at",
);

async function toComments(scope: Scope, rows: readonly CommentRow[]): Promise<z.input<typeof commentRow>[]> {
  const texts = await openNotes(scope, rows);
  const people = await namesOf(
    scope.tx,
    rows.flatMap((row) => [personOf(row.author_id), ...row.mentions]),
  );
  return rows.map((row, at) => {
    const facts = {
      authorId: row.author_id,
      writtenAt: toInstant(row.written_at),
      withdrawnAt: toInstantOrNull(row.withdrawn_at),
    };
    return {
      id: row.id,
      author: people.get(personOf(row.author_id) ?? "") ?? null,
      text: texts[at] ?? null,
      mentions: row.mentions.flatMap((id) => people.get(id) ?? []),
      pinned: row.pinned,
      at: facts.writtenAt,
      withdrawn: facts.withdrawnAt !== null,
      mayWithdraw: row.about === "comment" && checkWithdraw(facts, scope.actor.id, scope.now).ok,
    };
  });
}

type PromiseRow = {
  id: string;
  kind: z.input<typeof promiseRow>["kind"];
  note_sealed: Buffer | null;
  due_at: string;
  made_by: string;
  made_at: string;
  state: z.input<typeof promiseRow>["state"];
  ended_at: string | null;
};

async function promisesOf(scope: Scope, itemId: string): Promise<z.input<typeof promiseRow>[]> {
  const { rows } =
    await scope.tx.execute<PromiseRow>(sql`select id, kind, note_sealed, due_at, made_by, made_at, state, ended_at
    from work_promises where item_id = ${itemId}::uuid order by (state = 'open') desc, due_at, id limit 50`);
  const notes = await openPromiseNotes(scope, rows);
  const people = await namesOf(
    scope.tx,
    rows.map((row) => personOf(row.made_by)),
  );
  return rows.map((row, at) => ({
    id: row.id,
    kind: row.kind,
    note: notes[at] ?? null,
    dueAt: toInstant(row.due_at),
    madeBy: people.get(personOf(row.made_by) ?? "") ?? null,
    madeAt: toInstant(row.made_at),
    state: row.state,
    overdue: row.state === "open" && toInstant(row.due_at) <= scope.now,
    endedAt: toInstantOrNull(row.ended_at),
  }));
}

/** One item without taking it: its row, promises, pinned comments, and what the reader may do. By its id, or its subject's. */
export const itemDetailQuery = query({
  name: "worklist.item.detail",
  permission: "worklist.read",
  clearance: "general",
  input: z.union([z.strictObject({ itemId: z.uuid() }), z.strictObject({ subjectId: z.uuid() })]),
  output: itemDetail,
  async resolve(scope, input) {
    const { tx, actor, now } = scope;
    const list = listSql(scope);
    const which = "itemId" in input ? sql`w.id = ${input.itemId}::uuid` : sql`w.subject_id = ${input.subjectId}::uuid`;
    const { rows } =
      await tx.execute<WorkRow>(sql`select ${rowSelect(list)} from ${ROW_FROM} where ${which} and ${seen(actor)}
      order by (w.state = 'open') desc, w.opened_at desc limit 1`);
    const row = rows[0] ?? notFound();
    const item = await findItem(scope, row.id);
    const worker = actor.personId ? await loadWorker(tx, actor.programmeId, actor.personId, now) : undefined;
    const take = worker && actor.permissions.has("worklist.work") ? checkTake(item, worker, now) : null;
    const holds = { personId: actor.personId, mayAssign: actor.permissions.has("worklist.assign") };
    const change = actor.permissions.has("worklist.work") ? checkHolder(item, holds, now) : null;
    const pinned = await tx.execute<CommentRow>(sql`select ${COMMENT_COLUMNS} from work_comments
      where item_id = ${item.id}::uuid and pinned order by written_at desc, id desc limit 20`);
    const denied = "kernel.permission.denied";
    return {
      item: (await toRows(scope, [row]))[0] ?? notFound(),
      excluded: item.excludedPersonId !== null && item.excludedPersonId === actor.personId,
      promises: await promisesOf(scope, item.id),
      pinned: await toComments(scope, pinned.rows),
      may: {
        take: take ? (take.ok ? null : take.code) : denied,
        change: change ? (change.ok ? null : change.code) : denied,
        assign: actor.permissions.has("worklist.assign") && item.state === "open",
        comment: actor.permissions.has("worklist.work"),
      },
    };
  },
});

type EntryRow = { id: string; at: string; kind: string; actor_id: string; leaf: string };
type Data = { reason?: string; from?: unknown; to?: unknown; until?: string; comment?: string; note?: string | null };

const TIMELINE_PAGE = 30;
/** A sign of work every few minutes is no event of a life. */
const WORDS = Object.keys(AUDIT_KINDS).filter((word) => word !== "worklist.item.renew");

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()]);
function readCursor(cursor: string | undefined): z.output<typeof cursorShape> | null {
  if (!cursor) return null;
  try {
    return cursorShape.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch {
    return null;
  }
}

/**
 * What happened at an item and its subject, the latest first, a page at a time; `kinds` thins it out. Entries come from
 * the audit log, of which the reader sees those his clearance opens; words from the sealed comments.
 */
export const timelineQuery = query({
  name: "worklist.item.timeline",
  permission: "worklist.read",
  clearance: "general",
  input: z.strictObject({
    itemId: z.uuid(),
    kinds: z.array(z.enum(TIMELINE_KINDS)).max(TIMELINE_KINDS.length).optional(),
    cursor: z.string().max(300).optional(),
  }),
  output: z.object({ rows: z.array(timelineRow), counts: timelineCounts, nextCursor: z.string().nullable() }),
  async resolve(scope, { itemId, kinds, cursor }) {
    const { tx, actor } = scope;
    const item = await findItem(scope, itemId);
    const about = sql`e.programme_id = ${actor.programmeId} and e.outcome = 'committed'
      and e.subject_id in (${item.id}, ${item.subjectId})`;
    const words = kinds?.length ? WORDS.filter((word) => kinds.includes(timelineKind(word))) : WORDS;
    const after = readCursor(cursor);
    const { rows } = await tx.execute<EntryRow>(sql`select e.id, e.at, e.kind, e.actor_id, e.leaf from audit_entries e
      where ${about} and e.kind in ${words} ${after ? sql`and (e.at, e.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by e.at desc, e.id desc limit ${TIMELINE_PAGE + 1}`);
    const counted = await tx.execute<{ kind: string; n: number }>(
      sql`select e.kind, count(*)::int as n from audit_entries e where ${about} and e.kind in ${WORDS} group by 1`,
    );
    const counts: Record<string, number> = {};
    for (const { kind, n } of counted.rows) counts[timelineKind(kind)] = (counts[timelineKind(kind)] ?? 0) + n;
    const page = rows.slice(0, TIMELINE_PAGE);
    const last = page.at(-1);
    return {
      rows: await toTimeline(scope, item.id, page),
      counts,
      nextCursor:
        last && rows.length > TIMELINE_PAGE
          ? Buffer.from(JSON.stringify([toInstant(last.at), last.id])).toString("base64url")
          : null,
    };
  },
});

async function toTimeline(scope: Scope, itemId: string, page: readonly EntryRow[]) {
  const { tx } = scope;
  const entries = page.map((row) => ({ row, data: (JSON.parse(row.leaf) as { data: Data }).data }));
  const ids = entries.flatMap(({ data }) => data.comment ?? data.note ?? []);
  const found = ids.length
    ? await tx.execute<CommentRow>(
        sql`select ${COMMENT_COLUMNS} from work_comments where id in ${ids} and item_id = ${itemId}::uuid`,
      )
    : { rows: [] };
  const comments = new Map((await toComments(scope, found.rows)).map((comment) => [comment.id, comment]));
  const idOf = (value: unknown) => (typeof value === "string" ? value : null);
  const people = await namesOf(
    tx,
    entries.flatMap(({ row, data }) => [personOf(row.actor_id), idOf(data.from), idOf(data.to)]),
  );
  const person = (id: string | null): PersonRef | null => people.get(id ?? "") ?? null;
  return entries.map(({ row, data }) => ({
    id: row.id,
    at: toInstant(row.at),
    kind: timelineKind(row.kind),
    word: row.kind,
    actor: { id: row.actor_id, person: person(personOf(row.actor_id)) },
    reason: data.reason ?? null,
    from: person(idOf(data.from)),
    to: person(idOf(data.to)),
    until: data.until ?? null,
    comment: comments.get(data.comment ?? data.note ?? "") ?? null,
  }));
}
