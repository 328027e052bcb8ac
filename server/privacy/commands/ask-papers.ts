import { askPapersInput } from "@/domain/privacy/schema";
import { asShown } from "@/domain/privacy/states";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { pauseForPapers } from "../clock";
import { tellAbout } from "../ending";
import { addStep, loadRequest, REQUEST, saveRequest } from "../store";

/**
 * Asks for papers. From now on the clock stands still until they are checked, where the document allows it and the time
 * is not over: what is overdue stays so (trap-clock-start). Refuses a request that is proven already.
 */
export const askPapers = command({
  name: "privacy.papers.ask",
  permission: "privacy.work",
  input: askPapersInput,
  subject: ({ id }) => ({ type: REQUEST, id }),
  async handle(scope, { id, version, papers }) {
    const { now, rules } = scope;
    const request = await loadRequest(scope, id, { lock: true });
    const shown = asShown(request, version);
    if (!shown.ok) return shown;
    if (request.state !== "received") return refuse("privacy.request.not-now", { params: { state: request.state } });
    const paused = request.pausedSince === null ? await pauseForPapers(scope, id) : [];
    const stands = paused.length > 0 ? { pausedSince: now } : {};
    const asked = [...new Set(papers)];
    const saved = await saveRequest(scope, request, { papersAsked: asked, papersAskedAt: now, ...stands });
    if (!saved.ok) return saved;
    await addStep(scope, id, "papers-asked", String(asked.length));
    const told = await tellAbout(scope, request, "privacy.papers-asked", { count: asked.length });
    const entry = {
      kind: "privacy.papers.ask" as const,
      subject: { type: REQUEST, id },
      basis: [rules.ref("trap-clock-start", shanghaiDate(now))],
      data: { number: request.number, papers: asked, paused: paused.length > 0 },
    };
    return committed({
      result: { id, version: saved.value, paused: paused.length > 0 },
      audit: [entry, ...paused, ...told.audit],
      events: told.events,
    });
  },
});
