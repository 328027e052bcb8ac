import { sql } from "drizzle-orm";
import { instant } from "@/domain/shared/time";
import { consentPurpose, disclose } from "@/domain/sharing/decisions";
import { recordDisclosureInput } from "@/domain/sharing/schema";
import { hasConsent } from "@/server/consents/public";
import { command, committed } from "@/server/kernel/command";
import { holdCustomer, loadPartner } from "../store";

/**
 * Keeps that data of a customer went to a partner. Asked before it goes: a refusal means that it may not. The same reference twice
 * is the same giving. Refuses as `disclose` of the domain does.
 */
export const recordDisclosure = command({
  name: "sharing.disclosure.record",
  permission: "sharing.record",
  input: recordDisclosureInput,
  subject: ({ customerId }) => ({ type: "customer", id: customerId }),
  async handle(scope, input) {
    const { tx, actor, now, rules } = scope;
    // Whoever stops sharing holds the customer too: what is asked afterwards is refused.
    await holdCustomer(scope, input.customerId);
    const partner = await loadPartner(scope, input.partnerId);
    const { rows: stops } = await tx.execute(sql`select from sharing_stops where customer_id = ${input.customerId}::uuid
      and partner_id = ${partner.id}::uuid and lifted_at is null`);
    const purpose = consentPurpose(partner.kind, partner.basis);
    const at = instant(input.at);
    const allowed = disclose(
      {
        partner,
        fields: input.fields,
        stopped: stops.length > 0,
        agreed: purpose === null || (await hasConsent(scope, input.customerId, purpose)),
        at,
      },
      now,
      rules,
    );
    if (!allowed.ok) return allowed;
    const { rowCount } =
      await tx.execute(sql`insert into sharing_disclosures (id, programme_id, legal_entity_id, partner_id,
        customer_id, fields, reference, at, recorded_at, recorded_by)
      values (${scope.newId<"disclosure">()}, ${actor.programmeId}, ${actor.legalEntityId}, ${partner.id}::uuid, ${input.customerId}::uuid,
        ${sql.param([...new Set(input.fields)])}::text[], ${input.reference}, ${at}::timestamptz, ${now}::timestamptz, ${actor.id})
      on conflict (partner_id, reference) do nothing`);
    return committed({
      result: { partner: partner.number, created: rowCount === 1 },
      audit: [
        {
          kind: "sharing.disclosure.record",
          subject: { type: "customer", id: input.customerId },
          basis: allowed.basis,
          data: { partner: partner.number, fields: input.fields, reference: input.reference, created: rowCount === 1 },
        },
      ],
    });
  },
});
