import { answerInWords } from "@/domain/privacy/decisions";
import { answerRequestInput } from "@/domain/privacy/schema";
import { shanghaiDate } from "@/domain/shared/time";
import { both } from "@/server/controls/public";
import { command } from "@/server/kernel/command";
import { carryWords } from "../by-words";
import { endAnswered } from "../ending";
import { settled } from "../settled";
import { REQUEST } from "../store";
import { holdWorking } from "../working";

/** Answers what is answered in words: the explanation of a decision, a restriction, an opt-out an officer looked at. */
export const answerRequest = command({
  name: "privacy.request.answer",
  permission: "privacy.work",
  input: answerRequestInput,
  subject: ({ id }) => ({ type: REQUEST, id }),
  async handle(scope, { outcome, answer, review, ...seen }) {
    const held = await holdWorking(scope, seen);
    if (!held.ok) return held;
    const request = held.value;
    const fits = answerInWords(request.type, outcome, scope.rules, shanghaiDate(scope.now));
    if (!fits.ok) return fits;
    const carried = await carryWords(scope, request, review ?? false);
    if (!carried.ok) return carried;
    const { lines, ...effect } = carried.value;
    const ended = await endAnswered(scope, request, {
      outcome,
      template: "privacy.answered",
      text: answer,
      basis: fits.basis,
      ...(lines.length > 0 ? { params: { lines: [...lines] } } : {}),
    });
    if (!ended.ok) return ended;
    const { late } = ended.value;
    return settled(both(ended.value, effect), { id: request.id, late, version: request.version + 1 });
  },
});
