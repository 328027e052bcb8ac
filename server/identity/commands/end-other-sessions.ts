import { z } from "zod";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { endSessionsOf } from "../sessions";

/** Ends all of one's own sessions but this one, at once. */
export const endOtherSessions = command({
  name: "identity.session.end-others",
  permission: "identity.self",
  input: z.object({}),
  subject: () => ({ type: "person", id: "own" }),
  async handle(scope) {
    const { personId, sessionId } = scope.actor;
    if (!personId || !sessionId) return notFound();
    const ended = await endSessionsOf(scope, personId, "ended", sessionId);
    return committed({
      result: { ended },
      audit: [{ kind: "identity.session.end-others", subject: { type: "person", id: personId }, data: { ended } }],
    });
  },
});
