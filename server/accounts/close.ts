import { sql } from "drizzle-orm";
import { shanghaiDate } from "@/domain/shared/time";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";

/** Marks a locked account as closed, once the core has said that it is. Gives the entry for the log. */
export async function closeAccount(
  { tx, actor, now }: Pick<Scope, "tx" | "actor" | "now">,
  account: { readonly id: string; readonly number: string },
  why: { readonly ground: string },
): Promise<AuditEvent> {
  await tx.execute(sql`update accounts set status = 'closed', closed_on = ${shanghaiDate(now)}::date, version = version + 1
    where id = ${account.id}::uuid and programme_id = ${actor.programmeId} and status = 'open'`);
  return {
    kind: "accounts.account.close",
    subject: { type: "account", id: account.id },
    data: { number: account.number, ground: why.ground },
  };
}
