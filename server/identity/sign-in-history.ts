import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { notFound } from "@/server/kernel/errors";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { SIGN_IN_METHODS, SIGN_IN_OUTCOMES } from "./sign-in-log";

const PAGE = 30;
const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([0-9a-f-]{36})$/;

type Row = {
  id: string;
  at: string;
  method: string;
  outcome: string;
  known: boolean;
  device: string;
  network: string | null;
};

/**
 * How a person signed in and tried to, newest first: oneself, or somebody of the programme for whoever sees people. The
 * network is coarse, the browser its own description.
 */
export const signInHistory = query({
  name: "identity.sign-ins.list",
  permission: "identity.self",
  clearance: "general",
  input: z.object({ personId: z.uuid().optional(), cursor: z.string().regex(CURSOR).optional() }),
  output: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        at: z.string(),
        method: z.enum(SIGN_IN_METHODS),
        outcome: z.enum(SIGN_IN_OUTCOMES),
        known: z.boolean(),
        device: z.string(),
        network: z.string().nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
  async resolve(scope, { personId, cursor }) {
    const whose = await personSeen(scope, personId);
    const [, at = null, id = null] = (cursor && CURSOR.exec(cursor)) || [];
    const { rows } =
      await scope.tx.execute<Row>(sql`select id, at, method, outcome, known, device, network from sign_ins
      where person_id = ${whose}::uuid
        and (${at}::timestamptz is null or (at, id) < (${at}::timestamptz, ${id}::uuid))
      order by at desc, id desc limit ${PAGE + 1}`);
    const items = rows.slice(0, PAGE).map((row) => ({ ...row, at: toInstant(row.at) }));
    const last = items.at(-1);
    return { items: items as never, next: rows.length > PAGE && last ? `${last.at}_${last.id}` : null };
  },
});

/** Whose history may be shown: one's own, or that of a person of the programme for whoever sees people. */
async function personSeen({ tx, actor }: Scope, asked: string | undefined): Promise<string> {
  if (!actor.personId) return notFound();
  if (asked === undefined || asked === actor.personId) return actor.personId;
  if (!actor.permissions.has("identity.people.read")) return notFound();
  const { rowCount } = await tx.execute(sql`select from people p where p.id = ${asked}::uuid
    and (p.home_programme_id = ${actor.programmeId} or exists (select from role_grants g where g.person_id = p.id
      and g.programme_id = ${actor.programmeId}))`);
  return rowCount === 1 ? asked : notFound();
}
