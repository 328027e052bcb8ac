import { sql } from "drizzle-orm";
import { z } from "zod";
import { startRotation as decide } from "@/domain/operations/decisions";
import { command, committed } from "@/server/kernel/command";
import { lockRotation } from "../store";

/** Records that the new master key is current and how many data keys wait for it. */
export const startRotation = command({
  name: "operations.rotation.start",
  permission: "operations.keys.rewrap",
  input: z.strictObject({ rotationId: z.uuid(), keysTotal: z.int().nonnegative() }),
  subject: ({ rotationId }) => ({ type: "key-rotation", id: rotationId }),
  async handle(scope, { rotationId, keysTotal }) {
    const rotation = await lockRotation(scope, rotationId);
    const decision = decide(rotation, scope.keyRing.currentVersion);
    if (!decision.ok) return decision;
    await scope.tx.execute(sql`update key_rotations set state = ${decision.value}, started_at = ${scope.now}::timestamptz,
      keys_total = ${keysTotal}, progress_at = ${scope.now}::timestamptz where id = ${rotationId}`);
    return committed({
      result: null,
      audit: [
        {
          kind: "operations.rotation.start",
          subject: { type: "key-rotation", id: rotationId },
          data: { version: rotation.toVersion, keys: keysTotal },
        },
      ],
    });
  },
});
