import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { type NoticeKind, noticeParams } from "@/domain/notifications/codes";
import { MAIL_STATES } from "@/domain/notifications/model";
import { noticeList, noticeRow, preferencesShape } from "@/domain/notifications/schema";
import { listInput, listOutput } from "@/domain/shared/list";
import { type ListSql, runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { mailIsOn } from "./public";
import { readPreferences } from "./store";
import { openLinks } from "./targets";

type Row = {
  id: string;
  kind: NoticeKind;
  params: unknown;
  link_type: string | null;
  link_id: string | null;
  told_at: string;
  read_at: string | null;
};

const own = ({ actor }: Scope): SQL =>
  sql`n.programme_id = ${actor.programmeId} and n.person_id = ${actor.personId}::uuid`;

/** What the reader was told, newest first. Of a thing he may not see now, only that there was something. */
export const noticesListQuery = query({
  name: "notifications.list",
  permission: "notifications.read",
  clearance: "general",
  input: listInput(noticeList),
  output: listOutput(noticeRow),
  async resolve(scope, input) {
    const map: ListSql<typeof noticeList> = {
      filters: {
        kind: sql`n.kind`,
        state: sql`case when n.read_at is null then 'unread' else 'read' end`,
        told: sql`(n.told_at at time zone 'Asia/Shanghai')::date`,
      },
      sorts: { toldAt: { by: sql`n.told_at`, type: "timestamptz" } },
      id: sql`n.id`,
    };
    const page = await runList<typeof noticeList, Row>(scope.tx, noticeList, input, {
      select: sql`n.id, n.kind, n.params, n.link_type, n.link_id, n.told_at, n.read_at`,
      from: sql`notices n`,
      where: [own(scope)],
      map,
    });
    const linkOf = (row: Row) => (row.link_type && row.link_id ? { type: row.link_type, id: row.link_id } : null);
    const links = page.rows.map(linkOf).filter((link) => link !== null);
    const open = await openLinks(scope, links);
    return {
      ...page,
      rows: page.rows.map((row) => {
        const link = linkOf(row);
        const opens = link && (open.get(`${link.type}:${link.id}`) ?? null);
        const visible = link === null || opens !== null;
        return {
          id: row.id,
          kind: row.kind,
          toldAt: toInstant(row.told_at),
          readAt: toInstantOrNull(row.read_at),
          visible,
          params: visible ? noticeParams.parse(row.params) : {},
          link: opens,
        };
      }),
    };
  },
});

/** How much the bell says. */
export const unreadNoticesQuery = query({
  name: "notifications.unread",
  permission: "notifications.read",
  clearance: "general",
  input: z.object({}),
  output: z.object({ unread: z.number() }),
  async resolve(scope) {
    const { rows } = await scope.tx.execute<{ n: number }>(
      sql`select count(*)::int as n from (select 1 from notices n where ${own(scope)} and n.read_at is null limit 1000) as capped`,
    );
    return { unread: rows[0]?.n ?? 0 };
  },
});

/** How the reader wants to be told; version 0 while he has chosen nothing. `mailOn`: this house sends e-mail. */
export const preferencesQuery = query({
  name: "notifications.preferences",
  permission: "notifications.read",
  clearance: "general",
  input: z.object({}),
  output: z.object({ version: z.number(), preferences: preferencesShape, mailOn: z.boolean() }),
  async resolve({ tx, actor }) {
    const { rows } = await tx.execute<{ preferences: unknown; version: number }>(sql`select preferences, version
      from notice_preferences where programme_id = ${actor.programmeId} and person_id = ${actor.personId}::uuid`);
    const { choices, ...rest } = readPreferences(rows[0]?.preferences);
    return { version: rows[0]?.version ?? 0, preferences: { ...rest, choices: { ...choices } }, mailOn: mailIsOn() };
  },
});

/** E-mails of the programme by where they stand, and the last time one failed or stayed unanswered. Nothing they said. */
export const mailStateQuery = query({
  name: "notifications.mail.state",
  permission: "notifications.mail.read",
  clearance: "general",
  input: z.object({}),
  output: z.object({
    on: z.boolean(),
    counts: z.record(z.enum(MAIL_STATES), z.number()),
    lastFailure: z.object({ at: z.string(), replyCode: z.number().nullable() }).nullable(),
  }),
  async resolve({ tx, actor }) {
    const { rows } = await tx.execute<{ state: string; n: number }>(
      sql`select state, count(*)::int as n from notice_mails where programme_id = ${actor.programmeId} group by state`,
    );
    const last = await tx.execute<{ ended_at: string; reply_code: number | null }>(sql`select ended_at, reply_code
      from notice_mails where programme_id = ${actor.programmeId} and state in ('failed', 'unknown')
      order by ended_at desc limit 1`);
    const count = (state: string) => rows.find((row) => row.state === state)?.n ?? 0;
    const [failed] = last.rows;
    return {
      on: mailIsOn(),
      counts: {
        waiting: count("waiting"),
        sending: count("sending"),
        sent: count("sent"),
        failed: count("failed"),
        unknown: count("unknown"),
        cancelled: count("cancelled"),
      },
      lastFailure: failed ? { at: toInstant(failed.ended_at), replyCode: failed.reply_code } : null,
    };
  },
});
