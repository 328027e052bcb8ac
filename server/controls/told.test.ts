import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { SystemGround } from "@/domain/controls/codes";
import { refuse } from "@/domain/shared/result";
import { instant } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { imposeAtOnce } from "./at-once";
import { imposeBySystem, liftBySystem } from "./by-system";
import { type Asked, road } from "./testing";

/** A capability's own command, standing in for the ones that give measures. `under-order`: on a paper nobody may hear of. */
const give = command({
  name: "controls.measure.impose",
  permission: "reverification.run",
  input: z.object({ accountId: z.uuid(), customerId: z.uuid(), ground: z.string(), secret: z.boolean() }),
  subject: ({ accountId }) => ({ type: "account", id: accountId }),
  async handle(scope, { accountId, customerId, ground, secret }) {
    const whose = { accountId, customerId };
    const subject = { type: "paper", id: newId() };
    const extent = { scope: "debit", amountMinor: null, target: null } as const;
    const expiresAt = instant("2026-10-11T10:10:00+08:00");
    const done =
      ground === "order-stop"
        ? await imposeAtOnce(scope, {
            ...whose,
            kind: "stop",
            source: "authority",
            reasonCode: ground,
            extent,
            subject,
            expiresAt,
            secret,
          })
        : ground === "holder-applied"
          ? await imposeAtOnce(scope, {
              ...whose,
              kind: "freeze",
              source: "customer",
              reasonCode: ground,
              extent,
              subject,
              expiresAt,
            })
          : await imposeBySystem(scope, { ...whose, scope: "debit", reasonCode: ground as SystemGround, subject });
    if (!done.ok) return done;
    const [first, ...rest] = done.value.audit;
    if (!first) return refuse("controls.failure.none");
    return committed({
      result: { measureId: done.value.measureId },
      audit: [first, ...rest],
      events: done.value.events,
    });
  },
});
const take = command({
  name: "controls.measure.lift",
  permission: "reverification.run",
  input: z.object({ measureId: z.uuid(), ground: z.string() }),
  subject: ({ measureId }) => ({ type: "measure", id: measureId }),
  async handle(scope, { measureId, ground }) {
    const done = await liftBySystem(scope, { measureId, reasonCode: ground as SystemGround });
    if (!done.ok) return done;
    const [first, ...rest] = done.value.audit;
    if (!first) return refuse("controls.failure.none");
    return committed({ result: {}, audit: [first, ...rest], events: done.value.events });
  },
});

let house: House;
let way: ReturnType<typeof road>;
let account: MadeAccount;
let sequence = 0;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  way = road(house);
  account = await makeAccount(house);
});

const worker = () => house.system("system:worker");
async function impose(ground: string, secret = false): Promise<string> {
  const { accountId, customerId } = account;
  const done = await house.run(give, { accountId, customerId, ground, secret }, { as: worker() });
  if (!done.ok) throw new Error(done.code);
  return done.result.measureId;
}
const core = async (measureId: string, outcome: "applied" | "rejected" = "applied") =>
  way.answer(measureId, { outcome, coreSequence: ++sequence, ...(outcome === "rejected" && { reason: "no" }) });
const told = async () =>
  (
    await house.rows<{ template: string; params: object }>(
      "select template, params from customer_letters where customer_id = $1 order by written_at, id",
      [account.customerId],
    )
  ).map(({ template, params }) => [template, params]);

describe("a measure tells the account's holder", () => {
  it("by itself once the core has confirmed it, and when it has ended; never of an order only", async () => {
    const measureId = await impose("identity-expired");
    expect(await told()).toEqual([]);
    await core(measureId);
    const restricted = ["measure.restricted", { scope: "debit", reason: "identity-expired" }];
    expect(await told()).toEqual([restricted]);
    expect(await house.jobs("letters.letter")).toHaveLength(1);
    await house.run(take, { measureId, ground: "identity-expired" }, { as: worker() });
    expect(await told()).toEqual([restricted]);
    await core(measureId);
    expect(await told()).toEqual([restricted, ["measure.released", { scope: "debit" }]]);
  });

  it("nothing when the core says no, and nothing twice when it says yes twice", async () => {
    await core(await impose("identity-expired"), "rejected");
    expect(await told()).toEqual([]);
    const measureId = await impose("dormant-since-opening");
    await core(measureId);
    await way.answer(measureId, { coreSequence: sequence, eventId: "again" });
    expect(await told()).toHaveLength(1);
  });

  it("in neutral words, without the reason even where it is not printed, of one proposed on suspicion", async () => {
    const asked: Asked = { scope: "debit", reasonCode: "risk-signs" };
    const { measureId, approvalId } = await way.propose(account.accountId, asked);
    await way.approve(approvalId);
    await core(measureId);
    expect(await told()).toEqual([["measure.risk-neutral", { scope: "debit" }]]);
  });

  it("that his own freeze holds, and until when", async () => {
    await core(await impose("holder-applied"));
    expect(await told()).toEqual([["measure.frozen-for-you", { scope: "debit", until: "2026-10-11T02:10:00.000Z" }]]);
  });

  it.each([
    ["list-hit", false],
    ["order-stop", true],
    ["order-stop", false],
  ])("not a word of %s (secret: %s), at the beginning or at the end", async (ground, secret) => {
    const measureId = await impose(ground, secret);
    await core(measureId);
    if (ground === "list-hit") {
      await house.run(take, { measureId, ground }, { as: worker() });
      await core(measureId);
      expect(await way.stateOf(measureId)).toBe("released");
    }
    expect(await told()).toEqual([]);
  });
});
