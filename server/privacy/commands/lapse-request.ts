import { LAPSE_REASONS } from "@/domain/privacy/codes";
import { lapseRequestInput } from "@/domain/privacy/schema";
import { asShown } from "@/domain/privacy/states";
import { shanghaiDate } from "@/domain/shared/time";
import { command } from "@/server/kernel/command";
import { endUnanswered } from "../ending";
import { settled } from "../settled";
import { loadRequest, REQUEST } from "../store";

/** Nobody proved who he is: the request ends without an answer, and its breach stays if it was late. Refuses a proven one. */
export const lapseRequest = command({
  name: "privacy.request.lapse",
  permission: "privacy.work",
  input: lapseRequestInput,
  subject: ({ id }) => ({ type: REQUEST, id }),
  async handle(scope, { id, version, note }) {
    const request = await loadRequest(scope, id, { lock: true });
    const shown = asShown(request, version);
    if (!shown.ok) return shown;
    const on = shanghaiDate(scope.now);
    const basis = LAPSE_REASONS["never-proven"].map((rule) => scope.rules.ref(rule, on));
    const ended = await endUnanswered(scope, request, { by: "lapse", reason: "never-proven", note, basis });
    if (!ended.ok) return ended;
    return settled(ended.value, { id, late: ended.value.late, version: version + 1 });
  },
});
