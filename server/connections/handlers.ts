import { env } from "@/env";
import type { ScheduledJob } from "@/server/kernel/jobs";
import type { Runtime } from "@/server/kernel/runtime";
import { sendWebhook } from "./adapters/webhook-sender";
import { sweepBuckets } from "./buckets";
import { deliverDue, spreadNews } from "./relay";

/** Makes deliveries of what was sealed and sends what is due. Run again and again by every worker. */
export async function relayNews(runtime: Runtime): Promise<void> {
  const allowPrivate = env().WEBHOOK_ALLOW_PRIVATE === "yes";
  await spreadNews(runtime);
  while ((await deliverDue(runtime, (outgoing) => sendWebhook(outgoing, { allowPrivate }))) > 0);
}

export const connectionsSchedules: readonly ScheduledJob[] = [
  { name: "connections-sweep-buckets", cron: "43 * * * *", run: ({ runtime }) => sweepBuckets(runtime.pool) },
];
