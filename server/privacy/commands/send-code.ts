import { sendCodeInput } from "@/domain/privacy/schema";
import { asShown } from "@/domain/privacy/states";
import { refuse } from "@/domain/shared/result";
import { command } from "@/server/kernel/command";
import { sendCodeTo } from "../phone-code";
import { settled } from "../settled";
import { loadRequest, REQUEST } from "../store";

/** Sends a code to the registered telephone. Refuses a proven request, too many codes, one too soon, and no telephone. */
export const sendCode = command({
  name: "privacy.code.send",
  permission: "privacy.register",
  input: sendCodeInput,
  subject: ({ id }) => ({ type: REQUEST, id }),
  async handle(scope, { id, version }) {
    const request = await loadRequest(scope, id, { lock: true });
    const shown = asShown(request, version);
    if (!shown.ok) return shown;
    if (request.state !== "received") return refuse("privacy.request.not-now", { params: { state: request.state } });
    const sent = await sendCodeTo(scope, request);
    if (!sent.ok) return sent;
    return settled(sent.value, { id, version });
  },
});
