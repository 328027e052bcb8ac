import { sql } from "drizzle-orm";
import { shanghaiDate } from "@/domain/shared/time";
import { stoppable } from "@/domain/sharing/decisions";
import type { SystemEffect } from "@/server/controls/public";
import { AppError } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { tellRecipients } from "./notices";
import { holdCustomer, type PartnerRow } from "./store";

type Stopping = {
  readonly customerId: string;
  readonly partnerIds: readonly string[] | "all-optional";
  readonly requestId: string | null;
};

/**
 * Stops giving a customer's data to these partners, or to every one that gets them by his consent: from the end of this
 * transaction a disclosure to them is refused, also to those that have got nothing yet. Who already has some is told. Throws
 * not-found for a partner of elsewhere, invalid for one that works for the house or gets data by law.
 */
export async function stopSharing(
  scope: Scope,
  { customerId, partnerIds, requestId }: Stopping,
): Promise<{ readonly stopped: string[] } & SystemEffect> {
  const { tx, actor, now, rules } = scope;
  await holdCustomer(scope, customerId);
  const named = partnerIds === "all-optional" ? null : [...new Set(partnerIds)];
  const { rows } = await tx.execute<
    Pick<PartnerRow, "id" | "consent_required">
  >(sql`select id, consent_required from sharing_partners
    where programme_id = ${actor.programmeId} and state <> 'ended'
      and ${named === null ? sql`consent_required` : sql`id = any(${sql.param(named)}::uuid[])`} order by id`);
  if (named !== null && rows.length !== named.length) throw new AppError("not-found");
  if (rows.some((row) => !stoppable({ consentRequired: row.consent_required }))) throw new AppError("invalid");
  const stopped: string[] = [];
  for (const { id } of rows) {
    const { rowCount } =
      await tx.execute(sql`insert into sharing_stops (id, programme_id, legal_entity_id, partner_id, customer_id,
        request_id, stopped_at, stopped_by)
      values (${scope.newId<"sharing-stop">()}, ${actor.programmeId}, ${actor.legalEntityId}, ${id}::uuid, ${customerId}::uuid,
        ${requestId}::uuid, ${now}::timestamptz, ${actor.id}) on conflict do nothing`);
    if (rowCount === 1) stopped.push(id);
  }
  if (stopped.length === 0) return { stopped, audit: [], events: [] };
  const on = shanghaiDate(now);
  const told = await tellRecipients(scope, {
    customerId,
    kind: "stop",
    subject: requestId
      ? { type: "privacy-request", id: requestId }
      : { type: "sharing-stop", id: scope.newId<"sharing-stop">() },
    partnerIds: stopped,
  });
  return {
    stopped,
    audit: [
      {
        kind: "sharing.recipient.stop",
        subject: { type: "customer", id: customerId },
        basis: [rules.ref("mipriv-share-optout", on), rules.ref("law-pipl-15", on)],
        data: { partners: stopped, told: told.told, ...(requestId ? { request: requestId } : {}) },
      },
      ...told.audit,
    ],
    events: told.events,
  };
}
