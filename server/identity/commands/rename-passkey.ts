import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { passkeyName } from "./register-passkey";

/** Gives one's own passkey another name. */
export const renamePasskey = command({
  name: "identity.passkey.rename",
  permission: "identity.self",
  input: z.object({ passkeyId: z.uuid(), name: passkeyName }),
  subject: ({ passkeyId }) => ({ type: "passkey", id: passkeyId }),
  async handle({ tx, actor }, { passkeyId, name }) {
    const { rowCount } = await tx.execute(sql`update passkeys set name = ${name}
      where id = ${passkeyId} and person_id = ${actor.personId}::uuid and removed_at is null`);
    if (rowCount !== 1) return notFound();
    return committed({
      result: null,
      audit: [
        {
          kind: "identity.passkey.rename",
          subject: { type: "person", id: actor.personId ?? "" },
          data: { passkey: passkeyId },
        },
      ],
    });
  },
});
