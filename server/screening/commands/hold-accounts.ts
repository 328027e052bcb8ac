import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { holdAccounts as hold } from "../hold";
import { findHit } from "../store";

/** Stops what the customer of a standing hit has opened since. Refuses a dismissed hit. */
export const holdAccounts = command({
  name: "screening.hit.hold",
  permission: "screening.run",
  input: z.object({ hitId: z.uuid() }),
  subject: ({ hitId }) => ({ type: "list-hit", id: hitId }),
  async handle(scope, { hitId }) {
    const hit = (await findHit(scope.tx, hitId, { lock: true })) ?? notFound();
    if (hit.state === "dismissed") {
      return refuse("screening.hit.not-open", { params: { state: hit.state } });
    }
    const { held, audit, events } = await hold(scope, hit);
    const entry = {
      kind: "screening.hit.hold" as const,
      subject: { type: "list-hit", id: hitId },
      data: { number: hit.number, held },
    };
    return committed({ result: { held }, audit: [entry, ...audit], events });
  },
});
