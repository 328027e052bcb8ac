import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { query } from "@/server/kernel/query";

type Row = { role: string; networks: string[]; set_at: string };

/** The roles of the programme that count from some networks only, and the address the question came from, if it is known. */
export const roleNetworks = query({
  name: "identity.networks.list",
  permission: "identity.networks.manage",
  clearance: "general",
  input: z.object({}),
  output: z.object({
    limits: z.array(z.object({ role: z.string(), networks: z.array(z.string()), setAt: z.string() })),
    address: z.string().nullable(),
  }),
  async resolve({ tx, actor }) {
    const { rows } = await tx.execute<Row>(sql`select role, networks, set_at from role_networks
      where programme_id = ${actor.programmeId} and ended_at is null order by role`);
    return {
      limits: rows.map((row) => ({ role: row.role, networks: row.networks, setAt: toInstant(row.set_at) })),
      address: actor.address ?? null,
    };
  },
});
