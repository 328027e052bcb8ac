import { sql } from "drizzle-orm";
import { z } from "zod";
import { basisPointsOf, beneficialBasis, isBeneficial, ownershipOf } from "@/domain/customers/ownership";
import { ENTERPRISE_ROWS_MAX } from "@/domain/customers/policy";
import { enterpriseDetail, type OWNER_KINDS, type REPRESENTATIVE_ROLES } from "@/domain/customers/schema";
import { shanghaiDate } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { loadStakes } from "./enterprise-store";
import { maskedFields } from "./sealed-fields";

type RepresentativeRow = {
  id: string;
  role: (typeof REPRESENTATIVE_ROLES)[number];
  name_sealed: Buffer;
  document_type: string;
  document_sealed: Buffer;
  since: string;
  ended_on: string | null;
};

type StakeRow = {
  id: string;
  above_id: string | null;
  kind: (typeof OWNER_KINDS)[number];
  name_sealed: Buffer;
  document_type: string;
  document_sealed: Buffer;
  share_bp: number;
};

async function representativeRows({ tx, actor }: Scope, id: string): Promise<RepresentativeRow[]> {
  const { rows } = await tx.execute<RepresentativeRow>(sql`select id, role, name_sealed, document_type,
      document_sealed, since, ended_on from representatives
    where customer_id = ${id}::uuid and programme_id = ${actor.programmeId}
    order by ended_on desc nulls first, role, id limit ${ENTERPRISE_ROWS_MAX}`);
  return rows;
}

async function stakeRows({ tx, actor }: Scope, id: string): Promise<StakeRow[]> {
  const { rows } = await tx.execute<StakeRow>(sql`select id, above_id, kind, name_sealed, document_type,
      document_sealed, share_bp from ownership_stakes
    where customer_id = ${id}::uuid and programme_id = ${actor.programmeId} and ended_at is null
    order by share_bp desc, id limit ${ENTERPRISE_ROWS_MAX}`);
  return rows;
}

/** Who acts for an enterprise and who owns it, down to natural persons with their parts. Not-found for anybody else. */
export const enterpriseQuery = query({
  name: "customers.enterprise.detail",
  permission: "customers.read",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: enterpriseDetail,
  async resolve(scope, { id }) {
    const { tx, actor, rules, now } = scope;
    const { rows } = await tx.execute(sql`select from customers
      where id = ${id}::uuid and programme_id = ${actor.programmeId} and kind = 'enterprise'`);
    if (rows.length === 0) return notFound();
    const representatives = await representativeRows(scope, id);
    const stakes = await stakeRows(scope, id);
    const { owners, gaps } = ownershipOf(await loadStakes(scope, id));
    const masks = await maskedFields(scope, [
      ...representatives.flatMap((row) => [
        { field: "representative-name" as const, rowId: row.id, sealed: row.name_sealed },
        { field: "representative-document" as const, rowId: row.id, sealed: row.document_sealed },
      ]),
      ...stakes.flatMap((row) => [
        { field: "owner-name" as const, rowId: row.id, sealed: row.name_sealed },
        { field: "owner-document" as const, rowId: row.id, sealed: row.document_sealed },
      ]),
    ]);
    const stakesAt = representatives.length * 2;
    const on = shanghaiDate(now);
    const { ruleId, version } = beneficialBasis(rules, on);
    return {
      representatives: representatives.map((row, at) => ({
        id: row.id,
        role: row.role,
        name: masks[at * 2] ?? null,
        documentType: row.document_type,
        document: masks[at * 2 + 1] ?? null,
        since: row.since,
        endedOn: row.ended_on,
      })),
      stakes: stakes.map((row, at) => ({
        id: row.id,
        aboveId: row.above_id,
        kind: row.kind,
        name: masks[stakesAt + at * 2] ?? null,
        documentType: row.document_type,
        document: masks[stakesAt + at * 2 + 1] ?? null,
        shareBp: row.share_bp,
      })),
      owners: owners.map(({ stakes: rowsOf, share }) => {
        const { bp, exact } = basisPointsOf(share);
        return { stakes: [...rowsOf], shareBp: bp, exact, beneficial: isBeneficial(share, rules, on) };
      }),
      gaps: gaps.map(({ above, missingBp }) => ({ aboveId: above, missingBp })),
      rule: { id: ruleId, version },
    };
  },
});
