import { sql } from "drizzle-orm";
import { acceptChange } from "@/domain/consents/decisions";
import { recordAcceptanceInput } from "@/domain/consents/schema";
import { refuse } from "@/domain/shared/result";
import { filesOfCustomer } from "@/server/evidence/public";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { CUSTOMER, holdCustomer, loadVersion } from "../store";

/**
 * Keeps that a customer agreed to a changed agreement: who did not is bound by the version before. Refuses as `acceptChange` of
 * the domain does, and what is kept already.
 */
export const recordAcceptance = command({
  name: "consents.acceptance.record",
  permission: "consents.record",
  input: recordAcceptanceInput,
  subject: ({ customerId }) => ({ type: CUSTOMER, id: customerId }),
  async handle(scope, { customerId, policyVersionId, way, evidenceId }) {
    const { tx, actor, now, rules } = scope;
    await holdCustomer(scope, customerId);
    const version = await loadVersion(scope, policyVersionId);
    const allowed = acceptChange(way, version, now, rules);
    if (!allowed.ok) return allowed;
    if (evidenceId && (await filesOfCustomer(scope, customerId, [evidenceId], { mark: true })).length === 0) notFound();
    const { rowCount } =
      await tx.execute(sql`insert into policy_acceptances (id, programme_id, legal_entity_id, customer_id,
        policy_version_id, way, evidence_id, at, recorded_by)
      values (${scope.newId<"acceptance">()}, ${actor.programmeId}, ${actor.legalEntityId}, ${customerId}::uuid, ${version.id}::uuid,
        ${allowed.value}, ${evidenceId}::uuid, ${now}::timestamptz, ${actor.id}) on conflict do nothing`);
    if (rowCount !== 1) return refuse("consents.acceptance.already");
    return committed({
      result: { customerId, policyVersionId },
      audit: [
        {
          kind: "consents.acceptance.record",
          subject: { type: CUSTOMER, id: customerId },
          basis: allowed.basis,
          data: { version: version.number, way },
        },
      ],
    });
  },
});
