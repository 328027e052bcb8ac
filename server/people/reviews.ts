import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { bilingualName as name } from "@/domain/people/schema";
import { shanghaiDate } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";

const review = z.object({
  id: z.string(),
  openedAt: z.string(),
  opener: name,
  dueOn: z.string(),
  signedAt: z.string().nullable(),
  signer: name.nullable(),
  digest: z.string().nullable(),
  lines: z.number(),
  decided: z.number(),
  ended: z.number(),
  /** Open after its day: what the desk warns about. */
  late: z.boolean(),
});

type Row = {
  id: string;
  opened_at: string;
  o_zh: string;
  o_en: string;
  due_on: string;
  signed_at: string | null;
  s_zh: string | null;
  s_en: string | null;
  digest: string | null;
  lines: number;
  decided: number;
  ended: number;
};

async function load({ tx, now }: Scope, id: string | null): Promise<z.output<typeof review>[]> {
  const one = id ? sql`where r.id = ${id}::uuid` : sql``;
  const { rows } =
    await tx.execute<Row>(sql`select r.id, r.opened_at, o.name_zh as o_zh, o.name_en as o_en, r.due_on::text,
      r.signed_at, s.name_zh as s_zh, s.name_en as s_en, r.digest, count(i.id)::int as lines,
      count(i.decision)::int as decided, count(*) filter (where i.decision = 'end')::int as ended
    from access_reviews r join people o on o.id = r.opened_by left join people s on s.id = r.signed_by
      left join access_review_items i on i.review_id = r.id
    ${one} group by r.id, o.id, s.id order by r.opened_at desc limit 100`);
  return rows.map((row) => ({
    id: row.id,
    openedAt: toInstant(row.opened_at),
    opener: { zh: row.o_zh, en: row.o_en },
    dueOn: row.due_on,
    signedAt: toInstantOrNull(row.signed_at),
    signer: row.s_zh ? { zh: row.s_zh, en: row.s_en ?? "" } : null,
    digest: row.digest,
    lines: row.lines,
    decided: row.decided,
    ended: row.ended,
    late: row.signed_at === null && row.due_on < shanghaiDate(now),
  }));
}

/** Reviews of access, newest first. */
export const reviews = query({
  name: "people.reviews.list",
  permission: "people.read",
  clearance: "general",
  input: z.object({}),
  output: z.array(review),
  resolve: (scope) => load(scope, null),
});

const line = z.object({
  id: z.string(),
  personId: z.string(),
  name,
  email: z.string(),
  role: z.string(),
  grantedAt: z.string(),
  lentBy: name.nullable(),
  decision: z.enum(["keep", "end"]).nullable(),
  reasonCode: z.string().nullable(),
  decider: name.nullable(),
  decidedAt: z.string().nullable(),
  /** One's own: another administrator decides it. */
  own: z.boolean(),
});
export type ReviewLine = z.output<typeof line>;

type LineRow = {
  id: string;
  person_id: string;
  p_zh: string;
  p_en: string;
  email: string;
  role: string;
  granted_at: string;
  f_zh: string | null;
  f_en: string | null;
  decision: "keep" | "end" | null;
  reason_code: string | null;
  d_zh: string | null;
  d_en: string | null;
  decided_at: string | null;
};

/** The lines of one review. Throws not-found. */
export async function reviewLines({ tx, actor }: Scope, reviewId: string): Promise<ReviewLine[]> {
  const { rows } =
    await tx.execute<LineRow>(sql`select i.id, i.person_id, p.name_zh as p_zh, p.name_en as p_en, p.email, i.role,
      i.granted_at, f.name_zh as f_zh, f.name_en as f_en, i.decision, i.reason_code, d.name_zh as d_zh, d.name_en as d_en, i.decided_at
    from access_review_items i join people p on p.id = i.person_id left join people d on d.id = i.decided_by
      left join role_grants g on g.id = i.grant_id left join delegations l on l.id = g.delegation_id
      left join people f on f.id = l.from_id
    where i.review_id = ${reviewId}::uuid order by p.name_zh collate "zh-x-icu", p.id, i.role`);
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    name: { zh: row.p_zh, en: row.p_en },
    email: row.email,
    role: row.role,
    grantedAt: toInstant(row.granted_at),
    lentBy: row.f_zh ? { zh: row.f_zh, en: row.f_en ?? "" } : null,
    decision: row.decision,
    reasonCode: row.reason_code,
    decider: row.d_zh ? { zh: row.d_zh, en: row.d_en ?? "" } : null,
    decidedAt: toInstantOrNull(row.decided_at),
    own: row.person_id === actor.personId,
  }));
}

/** One review with its lines. */
export const reviewDetail = query({
  name: "people.reviews.detail",
  permission: "people.read",
  clearance: "general",
  input: z.object({ reviewId: z.uuid() }),
  output: review.extend({ items: z.array(line) }),
  async resolve(scope, { reviewId }) {
    const [found] = await load(scope, reviewId);
    if (!found) return notFound();
    return { ...found, items: await reviewLines(scope, reviewId) };
  },
});
