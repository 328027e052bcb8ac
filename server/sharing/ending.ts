import { sql } from "drizzle-orm";
import { shanghaiDate } from "@/domain/shared/time";
import { endPartner } from "@/domain/sharing/decisions";
import type { EndReason } from "@/domain/sharing/model";
import type { SystemEffect } from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";
import { openNotice } from "./notices";
import { PARTNER, type StoredPartner, savePartner } from "./store";

/** Ends a locked, active partner: nothing more goes there, its records are kept, and who worked for the house is told to delete. */
export async function endOf(
  scope: Scope,
  partner: StoredPartner,
  reason: EndReason,
  kind: "sharing.partner.end" | "sharing.partner.lapse",
): Promise<{
  readonly noticed: number;
  readonly audit: readonly [SystemEffect["audit"][number], ...SystemEffect["audit"]];
  readonly events: SystemEffect["events"];
}> {
  const { now, rules } = scope;
  const decision = endPartner(partner.kind, shanghaiDate(now), rules);
  const { notice, keptUntil } = decision.value;
  await savePartner(scope, partner.id, [
    sql`state = 'ended'`,
    sql`ended_at = ${now}::timestamptz`,
    sql`end_reason = ${reason}`,
    sql`kept_until = ${keptUntil}::date`,
  ]);
  const opened = notice
    ? await openNotice(scope, {
        partner,
        customerId: null,
        kind: "contract-ended",
        classes: [],
        subject: { type: PARTNER, id: partner.id },
      })
    : { told: 0, audit: [], events: [] };
  return {
    noticed: opened.told,
    audit: [
      {
        kind,
        subject: { type: PARTNER, id: partner.id },
        basis: decision.basis,
        data: { number: partner.number, reason, keptUntil, notices: opened.told },
      },
      ...opened.audit,
    ],
    events: opened.events,
  };
}
