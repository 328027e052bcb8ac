import type { RegisterRequestInput } from "@/domain/privacy/schema";
import { addDuration } from "@/domain/shared/time";
import { askPapers } from "@/server/privacy/commands/ask-papers";
import { proposeRefusal } from "@/server/privacy/commands/propose-refusal";
import { registerRequest } from "@/server/privacy/commands/register-request";
import { startWork } from "@/server/privacy/commands/start-work";
import { verifyIdentity } from "@/server/privacy/commands/verify-identity";
import { withdrawRequest } from "@/server/privacy/commands/withdraw-request";
import "@/server/privacy/erasure-approval";
import "@/server/privacy/letter-words";
import { watchRequests } from "@/server/privacy/watch";
import { personOf, run } from "./run";
import type { SeedWorld } from "./world";

/** One request: how long ago it reached the house, what it asks, and how far it has come. */
type Story = {
  readonly type: RegisterRequestInput["type"];
  readonly channel: RegisterRequestInput["channel"];
  readonly daysAgo: number;
  readonly words: string;
  readonly asked?: RegisterRequestInput["asked"];
  readonly fate: "received" | "papers" | "proven" | "working" | "refusing" | "withdrawn";
};

const STORIES: readonly Story[] = [
  { type: "access", channel: "letter", daysAgo: 34, words: "请告知保存了本人哪些信息。", fate: "working" },
  { type: "deletion", channel: "counter", daysAgo: 19, words: "已不再使用，请删除本人信息。", fate: "working" },
  { type: "closure", channel: "counter", daysAgo: 12, words: "申请注销支付服务。", fate: "proven" },
  {
    type: "correction",
    channel: "counter",
    daysAgo: 6,
    words: "职业登记有误，请更正。",
    asked: { items: [{ field: "occupation", value: "engineer" }] },
    fate: "working",
  },
  { type: "copy", channel: "phone", daysAgo: 9, words: "请提供一份个人信息副本。", fate: "papers" },
  { type: "portability", channel: "letter", daysAgo: 3, words: "请把信息转移到另一平台。", fate: "received" },
  { type: "decision-explanation", channel: "phone", daysAgo: 16, words: "请说明支付被拒的原因。", fate: "refusing" },
  { type: "restriction", channel: "letter", daysAgo: 5, words: "核实期间请暂停使用本人信息。", fate: "withdrawn" },
  {
    type: "consent-withdrawal",
    channel: "counter",
    daysAgo: 8,
    words: "撤回全部可选用途的同意。",
    asked: { purposes: "all-optional" },
    fate: "proven",
  },
];

/** What customers ask about their data: unproven, waiting for papers, under way, late, waiting for a check, withdrawn, answered. */
export async function seedPrivacy(world: SeedWorld): Promise<void> {
  const present = world.clock.now();
  const { rows } = await world.runtime.pool.query<{ id: string }>(
    `select id from customers where programme_id = 'pay' and kind = 'person' and status = 'active' order by number desc limit $1`,
    [STORIES.length],
  );
  for (const [at, story] of STORIES.entries()) {
    const customerId = rows[at]?.id;
    if (customerId) await tell(world, customerId, story, addDuration(present, { hours: -24 * story.daysAgo }));
  }
  world.clock.set(present);
  await watchRequests(world.runtime, { requestId: "seed-privacy" });
}

async function tell(world: SeedWorld, customerId: string, story: Story, receivedAt: ReturnType<typeof addDuration>) {
  const service = personOf(world, "service");
  const officer = personOf(world, "privacy");
  const { type, channel, words, asked = {}, fate } = story;
  world.clock.set(addDuration(receivedAt, { hours: 3 }));
  const entered = { customerId, type, channel, words, asked, requester: "subject" as const, person: null, receivedAt };
  const { id, version } = await run(world, service, registerRequest, entered);
  if (fate === "received") return;
  if (fate === "papers") {
    await run(world, officer, askPapers, { id, version, papers: ["identity-document"] });
    return;
  }
  if (fate === "withdrawn") {
    await run(world, service, withdrawRequest, { id, version, note: "客户来电撤回" });
    return;
  }
  const proven = await run(world, officer, verifyIdentity, { id, version, way: "counter", papers: [] });
  if (fate === "proven") return;
  const begun = await run(world, officer, startWork, { id, version: proven.version });
  if (fate === "working") return;
  const refusal = { ground: "vexatious" as const, note: "一月内第四次就同一笔交易提出，前三次均已书面答复。" };
  await run(world, officer, proposeRefusal, { id, version: begun.version, ...refusal });
}
