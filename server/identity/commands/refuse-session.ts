import { z } from "zod";
import { command, committed } from "@/server/kernel/command";

/** Keeps a sign-in that failed for a known person. An unknown e-mail leaves no entry: it may be anybody's. */
export const refuseSession = command({
  name: "identity.session.refuse",
  permission: "identity.sessions.start",
  input: z.object({ personId: z.uuid() }),
  subject: ({ personId }) => ({ type: "person", id: personId }),
  async handle(_scope, { personId }) {
    return committed({
      result: null,
      audit: [{ kind: "identity.session.refuse", subject: { type: "person", id: personId } }],
    });
  },
});
