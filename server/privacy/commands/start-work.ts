import { startWorkInput } from "@/domain/privacy/schema";
import { asShown, move } from "@/domain/privacy/states";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { checkNotHeld } from "@/server/worklist/public";
import { addStep, loadRequest, REQUEST, saveRequest } from "../store";

/** An officer takes a proven request up. Refuses one that is not proven, and what a colleague holds. */
export const startWork = command({
  name: "privacy.request.start",
  permission: "privacy.work",
  input: startWorkInput,
  subject: ({ id }) => ({ type: REQUEST, id }),
  async handle(scope, { id, version }) {
    const { tx, actor, now } = scope;
    const request = await loadRequest(scope, id, { lock: true });
    const shown = asShown(request, version);
    if (!shown.ok) return shown;
    if (request.verifiedAt === null) return refuse("privacy.request.not-proven");
    const moved = move(request.state, "start");
    if (!moved.ok) return moved;
    const free = await checkNotHeld(tx, actor, { kind: REQUEST, subjectId: id }, now);
    if (!free.ok) return free;
    const saved = await saveRequest(scope, request, { state: moved.value, startedBy: actor.id, startedAt: now });
    if (!saved.ok) return saved;
    await addStep(scope, id, "started");
    return committed({
      result: { id, version: saved.value },
      audit: [{ kind: "privacy.request.start", subject: { type: REQUEST, id }, data: { number: request.number } }],
    });
  },
});
