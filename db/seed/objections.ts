import type { OBJECTION_CHANNELS, OBJECTION_GROUNDS } from "@/domain/objections/model";
import { addDuration } from "@/domain/shared/time";
import { decideObjection } from "@/server/objections/commands/decide-objection";
import { registerObjection } from "@/server/objections/commands/register-objection";
import { withdrawObjection } from "@/server/objections/commands/withdraw-objection";
import { personOf, run } from "./run";
import type { SeedWorld } from "./world";

/** One objection: how long ago it reached the house and was entered, what it says, and what became of it. */
type Story = {
  readonly against: "own-judgement" | "authority";
  readonly receivedHoursAgo: number;
  readonly enteredHoursAgo: number;
  readonly ground: (typeof OBJECTION_GROUNDS)[number];
  readonly channel: (typeof OBJECTION_CHANNELS)[number];
  readonly words: string;
  readonly fate: "open" | "rejected" | "withdrawn" | "forwarded";
};

const STORIES: readonly Story[] = [
  {
    against: "own-judgement",
    receivedHoursAgo: 24 * 41,
    enteredHoursAgo: 24 * 41,
    ground: "explained",
    channel: "letter",
    words: "几笔转入是合伙人之间分账，附有协议，请核对后解除。",
    fate: "open",
  },
  {
    against: "own-judgement",
    receivedHoursAgo: 24 * 26,
    enteredHoursAgo: 24 * 25,
    ground: "proved",
    channel: "online",
    words: "资金来自出售二手车，有合同和过户凭证。",
    fate: "rejected",
  },
  {
    against: "own-judgement",
    receivedHoursAgo: 5,
    enteredHoursAgo: 4,
    ground: "basic-needs",
    channel: "phone",
    words: "账户里是生活费和药费，请先留出一部分可用。",
    fate: "open",
  },
  {
    against: "own-judgement",
    receivedHoursAgo: 70,
    enteredHoursAgo: 69,
    ground: "too-long",
    channel: "phone",
    words: "限制已经很久，请说明还要多久。",
    fate: "withdrawn",
  },
  {
    against: "authority",
    receivedHoursAgo: 2,
    enteredHoursAgo: 1,
    ground: "not-me",
    channel: "counter",
    words: "案件与本人无关，请转告有权机关。",
    fate: "open",
  },
];

type Measure = { id: string; customer_id: string; source: Story["against"] };

/** What customers say against measures: an answer overdue, one that asks for what he lives on, and some that are answered. */
export async function seedObjections(world: SeedWorld): Promise<void> {
  const present = world.clock.now();
  const measures = await contestable(world);
  for (const story of STORIES) {
    const at = measures.findIndex(({ source }) => source === story.against);
    const [measure] = at < 0 ? [] : measures.splice(at, 1);
    if (!measure) continue;
    world.clock.set(addDuration(present, { hours: -story.enteredHoursAgo }));
    const { id } = await run(world, personOf(world, "service"), registerObjection, {
      measureId: measure.id,
      customerId: measure.customer_id,
      ground: story.ground,
      channel: story.channel,
      receivedAt: addDuration(present, { hours: -story.receivedHoursAgo }),
      words: story.words,
    });
    await end(world, id, story.fate);
  }
  world.clock.set(present);
}

async function end(world: SeedWorld, id: string, fate: Story["fate"]): Promise<void> {
  if (fate === "open") return;
  world.clock.set(addDuration(world.clock.now(), { minutes: 50 }));
  const seen = { id, version: 1 };
  if (fate === "withdrawn") {
    const note = "客户来电表示理解，撤回异议";
    return void (await run(world, personOf(world, "service"), withdrawObjection, { ...seen, note }));
  }
  const verdict = fate === "rejected" ? { outcome: fate, reason: "proof-differs" as const } : { outcome: fate };
  const answer = "您提交的凭证与账户记录的金额和日期不符，限制继续。补齐后可以再次提出。";
  // Neither the officer who gave it nor the lead who agreed: the leads took turns.
  for (const lead of ["lead", "lead2"]) {
    const given = await world.runtime.pool.query(
      `select from objections o join measures m on m.id = o.measure_id join approvals a on a.id = m.approval_id
       where o.id = $1 and a.checker_id = $2`,
      [id, personOf(world, lead).personId],
    );
    if (given.rowCount === 0)
      return void (await run(world, personOf(world, lead), decideObjection, { ...seen, verdict, answer }));
  }
}

/** Measures somebody can object to, those longest in force first. */
async function contestable({ runtime }: SeedWorld): Promise<Measure[]> {
  const { rows } = await runtime.pool.query<Measure>(
    `select id, customer_id, source from measures where programme_id = 'pay' and state = 'in-force'
       and source in ('own-judgement', 'authority') and reason_code <> 'under-review'
     union all
     select m.id, m.customer_id, m.source from measures m where m.programme_id = 'pay' and m.source = 'authority'
       and m.state = 'instructed' and m.reason_code <> 'under-review'
     order by 3, 1`,
  );
  return rows;
}
