import { sql } from "drizzle-orm";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { decideDemand as decide } from "@/domain/sharing/decisions";
import { decideDemandInput } from "@/domain/sharing/schema";
import { evidenceFacts, markEvidenceUsed } from "@/server/evidence/public";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { closeItems } from "@/server/worklist/public";
import { DEMAND } from "../store";

/**
 * Turns a foreign demand down, or keeps the competent authority's permission. Refuses who registered it, a "yes" without the
 * permission's reference or without a paper on file, and what is decided.
 */
export const decideDemand = command({
  name: "sharing.demand.decide",
  permission: "sharing.approve",
  input: decideDemandInput,
  subject: ({ id }) => ({ type: DEMAND, id }),
  async handle(scope, { id, version, outcome, permission }) {
    const { tx, actor, now, rules } = scope;
    type Row = { number: string; state: string; registered_by: string; version: number };
    const { rows } = await tx.execute<Row>(sql`select number, state, registered_by, version from sharing_demands
      where id = ${id}::uuid and programme_id = ${actor.programmeId} for update`);
    const demand = rows[0] ?? notFound();
    if (demand.state !== "escalated" || demand.version !== version) return refuse("sharing.demand.decided");
    const papers = { type: DEMAND, id };
    const { count } = await evidenceFacts(scope, papers);
    const decision = decide(
      { outcome, permission, papers: count, registeredBy: demand.registered_by, decider: actor.id },
      shanghaiDate(now),
      rules,
    );
    if (!decision.ok) return decision;
    const kept = outcome === "permitted" ? permission : null;
    await tx.execute(sql`update sharing_demands set state = ${outcome}, permission = ${kept}::text, decided_by = ${actor.id},
        decided_at = ${now}::timestamptz, version = version + 1 where id = ${id}::uuid`);
    await markEvidenceUsed(scope, papers);
    await closeItems(tx, actor, { kind: DEMAND, subjectIds: [id] }, now);
    return committed({
      result: { id, state: outcome },
      audit: [
        {
          kind: "sharing.demand.decide",
          subject: { type: DEMAND, id },
          basis: decision.basis,
          data: { number: demand.number, outcome, papers: count },
        },
      ],
    });
  },
});
