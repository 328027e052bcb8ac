import type { PaperInput } from "@/domain/orders/schema";
import { addDuration, type Instant } from "@/domain/shared/time";
import { expireMeasures } from "@/server/controls/terms";
import { newId } from "@/server/kernel/new-id";
import { recordAnswer } from "@/server/orders/commands/record-answer";
import { refuseOrder } from "@/server/orders/commands/refuse-order";
import { registerOrder } from "@/server/orders/commands/register-order";
import type { SeedCore } from "./core";
import { confirmQueued } from "./core-answers";
import { COURT, OFFICERS, POLICE, paperOf, type Untouched, untouchedAccounts } from "./order-papers";
import { personOf, run } from "./run";
import type { SeedWorld } from "./world";

/** What came to the counter: how many minutes ago, on which of the accounts, and the paper's own words. */
type Visit = { readonly minutesAgo: number; readonly account: number; readonly paper: Partial<PaperInput> };

const VISITS: readonly Visit[] = [
  { minutesAgo: 460, account: 0, paper: { ...POLICE } },
  {
    minutesAgo: 400,
    account: 0,
    paper: { ...COURT, basis: "civil", documentNumber: "（2026）示执保2号", term: { unit: "years", count: 3 } },
  },
  {
    minutesAgo: 320,
    account: 1,
    paper: {
      ...POLICE,
      act: "stop",
      basis: "fraud-stop",
      documentNumber: "示公止付〔2026〕3号",
      term: { unit: "hours", count: 48 },
    },
  },
  {
    minutesAgo: 240,
    account: 2,
    paper: {
      ...POLICE,
      act: "query",
      basis: "query",
      documentNumber: "示公查〔2026〕4号",
      extent: null,
      term: null,
      disclosure: { data: ["identity", "accounts", "transactions"], from: "2026-08-01", to: "2026-09-30" },
    },
  },
  {
    minutesAgo: 150,
    account: 3,
    paper: {
      ...COURT,
      basis: "civil",
      documentNumber: "（2026）示执保5号",
      extent: { scope: "amount", amountMinor: 500_000n },
      term: { unit: "years", count: 1 },
    },
  },
];

/** Ended ones before the rest, so that numbers rise with time: how many days ago, and how long until what ended them. */
const ENDED: readonly (Visit & { readonly end: "lapse" | "release" })[] = [
  {
    minutesAgo: 23 * 1_440,
    account: 5,
    end: "release",
    paper: { ...POLICE, caseNumber: "示公经字〔2026〕8号", documentNumber: "示公冻财字〔2026〕8号" },
  },
  {
    minutesAgo: 9 * 1_440,
    account: 6,
    end: "lapse",
    paper: {
      ...POLICE,
      act: "stop",
      basis: "fraud-stop",
      caseNumber: "示公止付字〔2026〕9号",
      documentNumber: "示公止付〔2026〕9号",
      term: { unit: "hours", count: 48 },
    },
  },
];

const SECRET_AT = 4;
const ACCOUNTS = 7;

/** Papers of authorities: freezes, one in the queue, a stop, a query, what may not be told, and one that was refused. */
export async function seedOrders(world: SeedWorld, core: SeedCore): Promise<void> {
  const present = world.clock.now();
  const accounts = await untouchedAccounts(world, ACCOUNTS);
  if (accounts.length <= SECRET_AT) return;
  const lead = personOf(world, "lead");
  for (const visit of ENDED) await tellEnded(world, core, { present, visit, account: accounts[visit.account] });
  for (const { minutesAgo, account, paper } of VISITS) {
    world.clock.set(addDuration(present, { minutes: -minutesAgo }));
    await take(world, core, accounts[account], paper);
  }
  world.clock.set(addDuration(present, { minutes: -95 }));
  const secret = {
    authority: "pboc",
    authorityName: "示例中心支行",
    caseNumber: "示反洗〔2026〕6号",
    basis: "aml-freeze",
    documentNumber: "示反洗冻〔2026〕6号",
    term: { unit: "hours", count: 48 },
  } as const;
  await run(world, lead, registerOrder, paperOf(world, accounts[SECRET_AT]?.number ?? "", secret));
  await confirmed(world, core, accounts[SECRET_AT]);
  world.clock.set(addDuration(present, { minutes: -60 }));
  const defective = { ...POLICE, documentNumber: "示公冻〔2026〕7号", target: "reserve", targetName: "" } as const;
  const paper = { ...paperOf(world, "", defective), officers: OFFICERS.slice(0, 1) };
  await run(world, personOf(world, "officer"), refuseOrder, { paper, seen: [] });
  world.clock.set(present);
}

/** Takes a paper in at the counter; the core has carried it out a second later. */
async function take(
  world: SeedWorld,
  core: SeedCore,
  account: Untouched | undefined,
  paper: Partial<PaperInput>,
): Promise<string> {
  const asked = paperOf(world, account?.number ?? "", paper);
  const { orders } = await run(world, personOf(world, "officer"), registerOrder, asked);
  await confirmed(world, core, account);
  return orders[0]?.orderId ?? "";
}

async function confirmed(world: SeedWorld, core: SeedCore, account: Untouched | undefined): Promise<void> {
  world.clock.set(addDuration(world.clock.now(), { seconds: 1 }));
  await confirmQueued(world, core, [account?.id ?? null]);
}

/** A paper of some days ago to its end: looked at by a lead, released or lapsed, and answered. */
async function tellEnded(
  world: SeedWorld,
  core: SeedCore,
  of: { readonly present: Instant; readonly visit: (typeof ENDED)[number]; readonly account: Untouched | undefined },
): Promise<void> {
  const { visit, account } = of;
  if (!account) return;
  const came = addDuration(of.present, { minutes: -visit.minutesAgo });
  world.clock.set(came);
  const orderId = await take(world, core, account, visit.paper);
  if (visit.end === "lapse") {
    world.clock.set(addDuration(came, { hours: 48 }));
    await expireMeasures(world.runtime, { requestId: newId() });
    await confirmed(world, core, account);
  }
  if (visit.end === "release") {
    world.clock.set(addDuration(came, { hours: 24 * 11 }));
    const { caseNumber = "" } = visit.paper;
    const paper = { ...POLICE, caseNumber, act: "release", documentNumber: "示公解冻〔2026〕8号", term: null } as const;
    await take(world, core, account, { ...paper, extent: null, target: "account", targetName: "", aboutId: orderId });
  }
  const sentAt = world.clock.now();
  const answer = { orderId, channel: "counter", sentAt, note: "回执一式两份，经办人与执法人员签收" } as const;
  await run(world, personOf(world, "officer"), recordAnswer, answer);
}
