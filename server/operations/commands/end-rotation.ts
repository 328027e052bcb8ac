import { sql } from "drizzle-orm";
import { z } from "zod";
import { retireVersions } from "@/domain/operations/decisions";
import { command, committed } from "@/server/kernel/command";
import { lockRotation } from "../store";

/** Lets the master keys before a finished rotation leave the ring; the worker takes them out after this commits. */
export const endRotation = command({
  name: "operations.rotation.retire",
  permission: "operations.keys.rewrap",
  input: z.strictObject({ rotationId: z.uuid(), keysLeft: z.int().nonnegative() }),
  subject: ({ rotationId }) => ({ type: "key-rotation", id: rotationId }),
  async handle(scope, { rotationId, keysLeft }) {
    const rotation = await lockRotation(scope, rotationId);
    const decision = retireVersions(rotation, keysLeft, scope.now);
    if (!decision.ok) return decision;
    await scope.tx.execute(sql`update key_rotations set state = ${decision.value}, retired_at = ${scope.now}::timestamptz
      where id = ${rotationId}`);
    return committed({
      result: { keepFrom: rotation.toVersion },
      audit: [
        {
          kind: "operations.rotation.retire",
          subject: { type: "key-rotation", id: rotationId },
          data: { below: rotation.toVersion },
        },
      ],
    });
  },
});
