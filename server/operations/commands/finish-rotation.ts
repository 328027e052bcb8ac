import { sql } from "drizzle-orm";
import { z } from "zod";
import { finishRotation as decide } from "@/domain/operations/decisions";
import { command, committed } from "@/server/kernel/command";
import { lockRotation } from "../store";

/** Records that no data key is under an older master key. */
export const finishRotation = command({
  name: "operations.rotation.finish",
  permission: "operations.keys.rewrap",
  input: z.strictObject({ rotationId: z.uuid(), keysLeft: z.int().nonnegative() }),
  subject: ({ rotationId }) => ({ type: "key-rotation", id: rotationId }),
  async handle(scope, { rotationId, keysLeft }) {
    const rotation = await lockRotation(scope, rotationId);
    const decision = decide(rotation, keysLeft);
    if (!decision.ok) return decision;
    const { rows } = await scope.tx.execute<{ keys_done: string }>(sql`update key_rotations
      set state = ${decision.value}, finished_at = ${scope.now}::timestamptz where id = ${rotationId} returning keys_done`);
    return committed({
      result: null,
      audit: [
        {
          kind: "operations.rotation.finish",
          subject: { type: "key-rotation", id: rotationId },
          data: { version: rotation.toVersion, keys: Number(rows[0]?.keys_done ?? 0) },
        },
      ],
    });
  },
});
