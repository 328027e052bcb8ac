import { env } from "@/env";
import { handler, type JobHandler, type ScheduledJob } from "@/server/kernel/jobs";
import { ringProtection } from "@/server/kernel/runtime";
import { rotationRequested } from "./events";
import { carryOutRotation, retireOldVersions } from "./rotate";

const ring = () => ({ dataDir: env().DATA_DIR, protection: ringProtection() });

export const operationsHandlers: JobHandler[] = [
  handler(rotationRequested, async ({ runtime, principal, eventId, requestId, signal }, { rotationId }) => {
    const outcome = await carryOutRotation(
      { runtime, principal, ...ring(), key: eventId, requestId, signal },
      rotationId,
    );
    // Thrown so that the job stays: it goes on where it stands.
    if (outcome !== "done") throw new Error(`rotation ${outcome}`);
  }),
];

export const operationsSchedules: ScheduledJob[] = [
  {
    name: "operations-retire-keys",
    cron: "23 * * * *",
    async run({ runtime, requestId, signal }) {
      const { rows } = await runtime.pool.query<{ programme: string }>(
        "select requested_in as programme from key_rotations where state in ('rewrapped', 'retired') order by to_version desc limit 1",
      );
      const programmeId = rows[0]?.programme;
      if (!programmeId) return;
      const principal = { kind: "system", name: "system:worker", programmeId } as const;
      await retireOldVersions({ runtime, principal, ...ring(), key: requestId, requestId, signal });
    },
  },
];
