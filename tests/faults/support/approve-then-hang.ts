import { instant } from "@/domain/shared/time";
import { approveProposal } from "@/server/approvals/commands/decide-approval";
import "@/server/controls/router";
import { execute } from "@/server/kernel/command";
import { createRuntime } from "@/server/kernel/runtime";

/** A web process that commits an approval and never gets to answer: it waits to be killed. */
const { databaseUrl, dataDir, now, call } = JSON.parse(process.argv[2] ?? "{}") as {
  databaseUrl: string;
  dataDir: string;
  now: string;
  call: Parameters<typeof execute>[2];
};
const own = await createRuntime({ databaseUrl, dataDir, poolSize: 2, clock: () => instant(now) });
await execute(own, approveProposal, call);
process.stdout.write("committed\n");
setInterval(() => undefined, 60_000);
