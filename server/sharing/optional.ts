import { sql } from "drizzle-orm";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { stoppable } from "@/domain/sharing/decisions";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";

/**
 * Whether a customer may stop what goes to each of these partners: the list whole or not at all. One of elsewhere, or
 * none, is not found; refuses `sharing.recipient.not-optional` for one that works for the house or gets data by law.
 */
export async function mayStop(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  partnerIds: readonly string[] | "all-optional",
): Promise<Result<true>> {
  if (partnerIds === "all-optional") return decided(true);
  const named = [...new Set(partnerIds)];
  const { rows } = await tx.execute<{ consent_required: boolean }>(sql`select consent_required from sharing_partners
    where id = any(${sql.param(named)}::uuid[]) and programme_id = ${actor.programmeId}`);
  if (rows.length !== named.length) notFound();
  return rows.every((row) => stoppable({ consentRequired: row.consent_required }))
    ? decided(true)
    : refuse("sharing.recipient.not-optional", { field: "partnerIds" });
}
