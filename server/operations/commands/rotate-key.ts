import { sql } from "drizzle-orm";
import { z } from "zod";
import { requestRotation } from "@/domain/operations/decisions";
import { command, committed } from "@/server/kernel/command";
import { rotationRequested } from "../events";

/** First half of the advisory lock under which rotations of the whole house are asked for one after the other. */
const REQUESTS = 6009;

/**
 * Asks for a new master key. The worker adds it to the ring and re-wraps every data key; the older versions leave the ring
 * when nothing needs them. Refuses while another rotation is under way.
 */
export const rotateKey = command({
  name: "operations.key.rotate",
  permission: "operations.keys.rotate",
  stepUp: true,
  input: z.strictObject({}),
  subject: () => ({ type: "key-ring", id: "master" }),
  async handle({ tx, actor, now, newId, keyRing }) {
    await tx.execute(sql`select pg_advisory_xact_lock(${REQUESTS}, 0)`);
    const { rows } = await tx.execute<{ live: boolean; highest: number | null }>(sql`select
      exists (select from key_rotations where state in ('requested', 'rewrapping')) as live,
      (select max(to_version) from key_rotations) as highest`);
    const current = Math.max(keyRing.currentVersion, rows[0]?.highest ?? 0);
    const decision = requestRotation(current, rows[0]?.live === true);
    if (!decision.ok) return decision;
    const { toVersion } = decision.value;
    const rotationId = newId<"rotation">();
    await tx.execute(sql`insert into key_rotations
      (id, from_version, to_version, state, requested_by, requested_in, requested_at)
      values (${rotationId}, ${keyRing.currentVersion}, ${toVersion}, 'requested', ${actor.id}, ${actor.programmeId},
        ${now}::timestamptz)`);
    return committed({
      result: { rotationId: rotationId as string, toVersion },
      audit: [
        {
          kind: "operations.key.rotate",
          subject: { type: "key-rotation", id: rotationId },
          data: { from: keyRing.currentVersion, to: toVersion },
        },
      ],
      events: [rotationRequested({ rotationId })],
    });
  },
});
