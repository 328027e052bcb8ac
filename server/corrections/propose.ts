import { sql } from "drizzle-orm";
import { proposeCorrection as decide } from "@/domain/corrections/decisions";
import type { CorrectionItem, CorrectionState } from "@/domain/corrections/model";
import { PROPOSAL_HOURS } from "@/domain/corrections/policy";
import { decided, type Result } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { requestApproval } from "@/server/approvals/public";
import type { SystemEffect } from "@/server/controls/public";
import { lockRecord } from "@/server/customers/public";
import { filesOfCustomer } from "@/server/evidence/public";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { takeNumber } from "@/server/kernel/numbers";
import type { Scope } from "@/server/kernel/scope";
import { restrictedSince } from "@/server/retention/public";
import { carryOut } from "./carry-out";
import { CORRECTION_KIND } from "./proposal";
import { CORRECTION, insertItems, loadCorrection, onRecord } from "./store";

/** What is asked for: whose fields, what they ought to say, and the papers that show it. */
export type CorrectionAsked = {
  readonly requestId: string | null;
  readonly customerId: string;
  readonly items: readonly CorrectionItem[];
  readonly evidenceIds: readonly string[];
};
export type NewCorrection = SystemEffect & {
  readonly correctionId: string;
  readonly number: string;
  /** `done` where it stands at once; `proposed` where a second person has it. */
  readonly state: Extract<CorrectionState, "proposed" | "done">;
};

/**
 * Proposes a correction within the caller's command. What says who somebody is waits for a second person; the rest stands
 * at once, and whoever listens is told in this transaction. Refuses as `proposeCorrection` of the domain does. Throws not-found for
 * a customer out of sight.
 */
export async function proposeCorrection(scope: Scope, asked: CorrectionAsked): Promise<Result<NewCorrection>> {
  const { tx, actor, now, rules, newId } = scope;
  const { requestId, customerId, items, evidenceIds } = asked;
  const record = await lockRecord(scope, customerId);
  const open = await tx.execute(sql`select from corrections where customer_id = ${customerId}::uuid
    and programme_id = ${actor.programmeId} and state = 'proposed'`);
  const named = [...new Set(evidenceIds)];
  const usable = await filesOfCustomer(scope, customerId, named);
  const decision = decide({
    record: onRecord(record),
    items,
    restricted: (await restrictedSince(scope, customerId)) !== null,
    openAlready: open.rows.length > 0,
    asked: requestId !== null,
    evidence: { named: named.length, usable: usable.length },
    today: shanghaiDate(now),
    rules,
  });
  if (!decision.ok) return decision;
  const { changes, fourEyes } = decision.value;
  const id: string = newId<"correction">();
  const number = await takeNumber(tx, "correction");
  const approvalId = fourEyes ? newId<"approval">() : null;
  await tx.execute(sql`insert into corrections (id, programme_id, legal_entity_id, number, request_id, customer_id, state, record_version,
      evidence_ids, proposed_by, proposed_at, approval_id)
    values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${number}, ${requestId}::uuid, ${customerId}::uuid, 'proposed',
      ${record.version}::int, ${sql.param(named)}::uuid[], ${actor.id}, ${now}::timestamptz, ${approvalId}::uuid)`);
  await insertItems(scope, { id, customerId, documentId: record.document?.id ?? null }, changes);
  const entry: AuditEvent = {
    kind: CORRECTION_KIND,
    subject: { type: CORRECTION, id },
    basis: decision.basis,
    data: { number, customer: customerId, request: requestId, fields: changes.map(({ field }) => field) },
  };
  const made = { correctionId: id, number };
  if (approvalId === null) {
    const done = await carryOut(scope, await loadCorrection(scope, id), decision.basis);
    return decided({ ...made, state: "done", audit: [entry, ...done.audit], events: done.events }, decision.basis);
  }
  const opened = await requestApproval(scope, {
    id: approvalId,
    kind: CORRECTION_KIND,
    subject: { type: CORRECTION, id },
    customerId,
    accountId: null,
    payload: { correctionId: id, recordVersion: record.version },
    token: null,
    openForHours: PROPOSAL_HOURS,
  });
  if (!opened.ok) return opened;
  const { audit, events } = opened.value;
  return decided({ ...made, state: "proposed", audit: [entry, ...audit], events }, decision.basis);
}
