import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { knownScopes } from "@/domain/connections/scopes";
import { clientPermissionsOf } from "@/domain/permissions";
import type { LegalEntityId, ProgrammeId } from "@/domain/shared/ids";
import type { Instant } from "@/domain/shared/time";
import { rulesRevision } from "./entry-sql";
import { AppError } from "./errors";
import type { Actor, ClientPrincipal } from "./principal";

/**
 * Loads a key's present rights inside the transaction and enters its programme, never with clearance. Throws
 * `unauthenticated` when the key is revoked or expired meanwhile.
 */
export async function loadClient(tx: Tx, principal: ClientPrincipal, now: Instant): Promise<Actor> {
  const { rows } = await tx.execute<{ legal_entity_id: string; scopes: unknown; rules_revision: number }>(sql`
    select legal_entity_id, scopes, ${rulesRevision(sql`api_keys.programme_id`)}, set_config('hegui.programme', programme_id, true),
      set_config('hegui.clearance', 'general', true), set_config('role', 'hegui_app', true)
    from api_keys where id = ${principal.keyId}::uuid and programme_id = ${principal.programmeId}
      and revoked_at is null and expires_at > ${now}::timestamptz`);
  const row = rows[0];
  if (!row) throw new AppError("unauthenticated");
  return {
    id: `client:${principal.keyId}`,
    personId: null,
    sessionId: null,
    osUser: null,
    roles: [],
    permissions: clientPermissionsOf(knownScopes(row.scopes)),
    clearance: "general",
    programmeId: principal.programmeId as ProgrammeId,
    legalEntityId: row.legal_entity_id as LegalEntityId,
    steppedUpAt: null,
    rulesRevision: row.rules_revision,
  };
}
