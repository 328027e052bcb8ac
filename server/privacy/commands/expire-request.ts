import { z } from "zod";
import { LAPSE_REASONS } from "@/domain/privacy/codes";
import { PRIVACY_POLICY } from "@/domain/privacy/policy";
import { refuse } from "@/domain/shared/result";
import { addDuration, shanghaiDate } from "@/domain/shared/time";
import { command } from "@/server/kernel/command";
import { endUnanswered } from "../ending";
import { settled } from "../settled";
import { loadRequest, REQUEST } from "../store";

/** Lets lapse what nobody has proven for long; its breach stays if it was late. Refuses a proven or a younger one. */
export const expireRequest = command({
  name: "privacy.request.expire",
  permission: "privacy.run",
  input: z.object({ requestId: z.uuid() }),
  subject: ({ requestId }) => ({ type: REQUEST, id: requestId }),
  async handle(scope, { requestId }) {
    const request = await loadRequest(scope, requestId, { lock: true });
    const since = request.pausedSince ?? request.receivedAt;
    const young = addDuration(since, { hours: 24 * PRIVACY_POLICY.lapseDays }) > scope.now;
    if (request.state !== "received" || young)
      return refuse("privacy.request.not-now", { params: { state: request.state } });
    const on = shanghaiDate(scope.now);
    const basis = LAPSE_REASONS["never-proven"].map((rule) => scope.rules.ref(rule, on));
    const ended = await endUnanswered(scope, request, { by: "lapse", reason: "never-proven", basis });
    return ended.ok ? settled(ended.value, { requestId, late: ended.value.late }) : ended;
  },
});
