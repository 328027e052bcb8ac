import { sql } from "drizzle-orm";
import { submissionPost } from "@/domain/connections/api";
import { canonicalJson } from "@/domain/shared/canonical-json";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { takeNumber } from "@/server/kernel/numbers";
import { findByReference } from "../customer-fields";

/** Takes in what was collected about a customer's identity, sealed under his key, for the KYC desk. */
export const submitSubmission = command({
  name: "connections.submission.submit",
  permission: "connections.submissions.write",
  input: submissionPost,
  subject: () => ({ type: "submission", id: "new" }),
  async handle(scope, { customerRef, kind, payload }) {
    const { tx, actor, now, vault, newId } = scope;
    const customer = await findByReference(scope, customerRef);
    if (!customer) return refuse("connections.submission.customer-unknown", { field: "customerRef" });
    const id = newId<"submission">();
    const number = await takeNumber(tx, "submission");
    const subject = { type: "customer", id: customer.id, retentionClass: "identity" } as const;
    const place = { table: "kyc_submissions", column: "payload_sealed", rowId: id };
    const sealed = await vault.seal(subject, place, canonicalJson(payload));
    await tx.execute(sql`insert into kyc_submissions (id, programme_id, legal_entity_id, number, customer_id, kind, status,
        payload_sealed, received_by, received_at)
      values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${number}, ${customer.id}::uuid, ${kind}, 'received',
        ${sealed}, ${actor.id}, ${now}::timestamptz)`);
    return committed({
      result: { id, number, customerId: customer.id, kind, status: "received", receivedAt: now },
      audit: [
        {
          kind: "connections.submission.submit",
          subject: { type: "submission", id },
          data: { number, kind, customerId: customer.id, fields: Object.keys(payload).length },
        },
      ],
    });
  },
});
