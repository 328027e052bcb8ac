import { recordCodeInput } from "@/domain/privacy/schema";
import { asShown } from "@/domain/privacy/states";
import { refuse } from "@/domain/shared/result";
import { command } from "@/server/kernel/command";
import { codesOf, takeAnswer } from "../phone-code";
import { settled } from "../settled";
import { loadRequest, REQUEST } from "../store";

/** The code as the requester said it. A wrong one is counted; too many stop the request. Refuses where no code was sent. */
export const recordCodeAnswer = command({
  name: "privacy.code.record",
  permission: "privacy.register",
  input: recordCodeInput,
  subject: ({ id }) => ({ type: REQUEST, id }),
  async handle(scope, { id, version, code }) {
    const request = await loadRequest(scope, id, { lock: true });
    const shown = asShown(request, version);
    if (!shown.ok) return shown;
    if (request.state !== "received") return refuse("privacy.request.not-now", { params: { state: request.state } });
    if ((await codesOf(scope, id)).length === 0) return refuse("privacy.identity.code-missing");
    const taken = await takeAnswer(scope, request, code);
    if (!taken.ok) return taken;
    const { answer, left } = taken.value;
    return settled(taken.value, { id, version: taken.value.version, answer, left });
  },
});
