import { type SQL, sql } from "drizzle-orm";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { RejectReason } from "@/domain/kyc/codes";
import { secondLookRow, secondLooksList } from "@/domain/kyc/outputs";
import { listInput, listOutput } from "@/domain/shared/list";
import type { Instant } from "@/domain/shared/time";
import { findApproval } from "@/server/approvals/public";
import { type CustomerColumns, customerRefs } from "@/server/customers/public";
import { type ListSql, runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { namesOf, personOf } from "@/server/worklist/public";

/** A second look as it is stored, without its note. */
export type StoredLook = {
  readonly id: string;
  readonly firstBy: string;
  readonly lot: number;
  readonly verdict: "agree" | "disagree" | null;
  readonly reason: RejectReason | null;
  readonly lookedBy: string | null;
  readonly lookedAt: Instant | null;
  readonly version: number;
};

type LookColumns = {
  id: string;
  first_by: string;
  lot: string;
  verdict: "agree" | "disagree" | null;
  reason_code: RejectReason | null;
  looked_by: string | null;
  looked_at: string | null;
  version: number;
};

async function lookWhere({ tx, actor }: Scope, submissionId: string, tail: SQL): Promise<StoredLook | undefined> {
  const { rows } =
    await tx.execute<LookColumns>(sql`select id, first_by, lot, verdict, reason_code, looked_by, looked_at,
      version
    from kyc_second_looks where submission_id = ${submissionId}::uuid and programme_id = ${actor.programmeId} ${tail}`);
  const row = rows[0];
  return (
    row && {
      id: row.id,
      firstBy: row.first_by,
      lot: Number(row.lot),
      verdict: row.verdict,
      reason: row.reason_code,
      lookedBy: row.looked_by,
      lookedAt: toInstantOrNull(row.looked_at),
      version: row.version,
    }
  );
}

/** The second look drawn for a submission; undefined where none was. */
export const findLook = (scope: Scope, submissionId: string) => lookWhere(scope, submissionId, sql``);
/** The same, held until the transaction ends. */
export const lockLook = (scope: Scope, submissionId: string) => lookWhere(scope, submissionId, sql`for update`);

/** Who agreed to the override by which a submission was accepted; null where none was needed. */
export async function agreedBy({ tx, actor }: Scope, submissionId: string): Promise<string | null> {
  const { rows } = await tx.execute<{ approval_id: string }>(sql`select approval_id from kyc_decisions
    where submission_id = ${submissionId}::uuid and programme_id = ${actor.programmeId} and decision = 'accept'
      and approval_id is not null order by decided_at desc limit 1`);
  const found = rows[0] && (await findApproval(tx, rows[0].approval_id));
  return found?.approval.status === "approved" ? `person:${found.approval.checkerId}` : null;
}

const map: ListSql<typeof secondLooksList> = {
  filters: {
    verdict: sql`coalesce(l.verdict, 'open')`,
    drawn: sql`(l.drawn_at at time zone 'Asia/Shanghai')::date`,
    number: sql`s.number`,
  },
  sorts: { drawnAt: { by: sql`l.drawn_at`, type: "timestamptz" } },
  id: sql`l.id`,
};

type ListRow = CustomerColumns &
  Omit<LookColumns, "id" | "lot" | "version"> & { submission_id: string; number: string; drawn_at: string };

/** Second looks, the latest drawn first, for whoever may look; who decided first learns of a disagreement alone. */
export const secondLooksQuery = query({
  name: "kyc.second-looks.list",
  permission: "kyc.second-look",
  clearance: "general",
  input: listInput(secondLooksList),
  output: listOutput(secondLookRow),
  async resolve(scope, input) {
    const page = await runList<typeof secondLooksList, ListRow>(scope.tx, secondLooksList, input, {
      select: sql`l.submission_id, s.number, l.drawn_at, l.verdict, l.reason_code, l.looked_at, l.first_by, l.looked_by,
        s.customer_id, c.number as customer_number, c.name_sealed as customer_name`,
      from: sql`kyc_second_looks l join kyc_submissions s on s.id = l.submission_id join customers c on c.id = s.customer_id`,
      where: [sql`l.programme_id = ${scope.actor.programmeId}`],
      map,
    });
    const customers = await customerRefs(scope, page.rows);
    const people = await namesOf(
      scope.tx,
      page.rows.flatMap((row) => [personOf(row.first_by), personOf(row.looked_by)]),
    );
    const nameOf = (actorId: string | null) => people.get(personOf(actorId) ?? "")?.name ?? null;
    return {
      ...page,
      rows: page.rows.flatMap((row, at) => {
        const customer = customers[at];
        if (!customer) return [];
        return [
          {
            submissionId: row.submission_id,
            number: row.number,
            customer,
            drawnAt: toInstant(row.drawn_at),
            verdict: row.verdict,
            reason: row.reason_code,
            lookedAt: toInstantOrNull(row.looked_at),
            firstBy: nameOf(row.first_by),
            lookedBy: nameOf(row.looked_by),
          },
        ];
      }),
    };
  },
});
