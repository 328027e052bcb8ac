import { z } from "zod";
import { takeBack } from "@/server/approvals/public";
import { command } from "@/server/kernel/command";
import { PUBLISH_KIND } from "../publishing";
import { loadVersion, POLICY_VERSION } from "../store";

/** Takes a proposed version back before it is decided, by who proposed it. Refuses others, and where nothing waits. */
export const withdrawPolicy = command({
  name: "consents.policy.withdraw",
  permission: "consents.publish",
  input: z.strictObject({ id: z.uuid() }),
  subject: ({ id }) => ({ type: POLICY_VERSION, id }),
  async handle(scope, { id }) {
    const version = await loadVersion(scope, id);
    return takeBack(scope, { kind: PUBLISH_KIND, subjectId: version.id, none: "consents.policy.not-proposed" });
  },
});
