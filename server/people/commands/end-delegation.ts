import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { endProposal } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { endGrants } from "../end-grants";
import { lockRights } from "../store";

type Row = { from_id: string; to_id: string; state: string; approval_id: string };

/**
 * Ends a delegation at once, or takes a proposed one back: whoever lent it, whoever holds it, or an administrator. Refuses
 * one that is over, and for everybody else does not find it. Only its giver takes a proposal back.
 */
export const endDelegation = command({
  name: "people.delegation.end",
  permission: "people.self",
  input: z.object({ delegationId: z.uuid() }),
  subject: ({ delegationId }) => ({ type: "delegation", id: delegationId }),
  async handle(scope, { delegationId }) {
    const { tx, actor } = scope;
    await lockRights(tx, actor.programmeId);
    const { rows } = await tx.execute<Row>(
      sql`select from_id, to_id, state, approval_id from delegations where id = ${delegationId}::uuid for update`,
    );
    const found = rows[0] ?? notFound();
    const mine = found.from_id === actor.personId || found.to_id === actor.personId;
    if (!mine && !actor.permissions.has("people.roles.end")) return notFound();
    if (found.state === "pending") {
      const taken = await endProposal(scope, found.approval_id, "withdrawn");
      if (!taken.ok) return taken;
      const [first, ...rest] = taken.value.audit;
      if (!first) throw new Error("a withdrawal without an entry");
      return committed({ result: null, audit: [first, ...rest], events: taken.value.events });
    }
    if (found.state !== "active") return refuse("people.delegation.over");
    const [first, ...rest] = await endGrants(scope, sql`g.delegation_id = ${delegationId}::uuid`);
    if (!first) return refuse("people.delegation.over");
    return committed({ result: null, audit: [first, ...rest] });
  },
});
