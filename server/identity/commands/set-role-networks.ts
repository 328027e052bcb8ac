import { sql } from "drizzle-orm";
import { z } from "zod";
import { areNetworks, countsFrom } from "@/domain/identity/networks";
import { IDENTITY_POLICY } from "@/domain/identity/policy";
import { ROLE_NAMES, type Role } from "@/domain/identity/roles";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";

/**
 * Limits a role of the programme to networks; an empty list lifts the limit. Counts from the next request on, for running
 * sessions too. Refuses what would shut out the actor himself.
 */
export const setRoleNetworks = command({
  name: "identity.networks.set",
  permission: "identity.networks.manage",
  stepUp: true,
  input: z.object({
    role: z.enum(ROLE_NAMES as [Role, ...Role[]]),
    networks: z.array(z.string().trim().min(1).max(50)).max(IDENTITY_POLICY.networks),
  }),
  subject: ({ role }) => ({ type: "role", id: role }),
  async handle({ tx, actor, now, newId }, { role, networks }) {
    if (!areNetworks(networks)) return refuse("identity.networks.unreadable", { field: "networks" });
    if (actor.roles.includes(role) && !countsFrom(networks, actor.address ?? null)) {
      return refuse("identity.networks.shuts-you-out", { field: "networks" });
    }
    await tx.execute(sql`update role_networks set ended_at = ${now}::timestamptz
      where programme_id = ${actor.programmeId} and role = ${role} and ended_at is null`);
    if (networks.length > 0) {
      await tx.execute(sql`insert into role_networks (id, programme_id, legal_entity_id, role, networks, set_at, set_by)
        values (${newId()}, ${actor.programmeId}, ${actor.legalEntityId}, ${role}, ${sql.param([...new Set(networks)])}::text[],
          ${now}::timestamptz, ${actor.id})`);
    }
    return committed({
      result: null,
      audit: [{ kind: "identity.networks.set", subject: { type: "role", id: role }, data: { networks } }],
    });
  },
});
