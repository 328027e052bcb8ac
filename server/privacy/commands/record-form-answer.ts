import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command } from "@/server/kernel/command";
import { takeAnswer } from "../phone-code";
import { settled } from "../settled";
import { loadRequest, REQUEST } from "../store";

/**
 * An answer to a code by the public form. Where no code was ever sent it is counted like a wrong one, so that nobody
 * learns from the answer, its time or what follows whether the house knows somebody. Refuses where nothing is awaited.
 */
export const recordFormAnswer = command({
  name: "privacy.code.answer",
  permission: "privacy.receive",
  input: z.strictObject({ requestId: z.uuid(), answer: z.string().regex(/^\d{6}$/) }),
  storesResult: false,
  subject: ({ requestId }) => ({ type: REQUEST, id: requestId }),
  async handle(scope, { requestId, answer }) {
    const request = await loadRequest(scope, requestId, { lock: true });
    if (request.channel !== "web-form" || request.state !== "received")
      return refuse("privacy.request.not-now", { params: { state: request.state } });
    const taken = await takeAnswer(scope, request, answer);
    return taken.ok ? settled(taken.value, null) : taken;
  },
});
