import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { channelInput } from "@/domain/kyc/intake";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { screeningDesk } from "@/server/screening/testing";
import { acceptSubmission } from "./commands/accept-submission";
import { lowerClass } from "./commands/lower-class";
import { recheckSubmissions } from "./commands/recheck-submissions";
import { requestOverride } from "./commands/request-override";
import { submissionQuery } from "./detail";
import { kycDesk } from "./testing";
import {
  acceptAll,
  found,
  type Ready,
  type ReadyOptions,
  readyCase,
  somebody,
  standing,
  take,
} from "./testing/ready-case";

let house: House;
let desk: Awaited<ReturnType<typeof screeningDesk>>;
beforeAll(async () => {
  house = await openHouse();
  desk = await screeningDesk(house);
});
afterAll(() => house.close());
beforeEach(() => house.clock.set("2026-10-09T14:32:00+08:00"));

const reviewer = () => house.as("kyc-reviewer");
const code = (outcome: { ok: boolean; code?: string }) => (outcome.ok ? "ok" : outcome.code);

async function accept(one: Ready) {
  await take(house, reviewer(), one.id);
  const version = await acceptAll(house, reviewer(), one);
  return house.run(acceptSubmission, { submissionId: one.id, version }, { as: reviewer() });
}

const reached = async (of: ReadyOptions) => {
  const one = await readyCase(house, of);
  return (await house.ask(submissionQuery, { id: one.id }, { as: reviewer() })).reachedClass;
};

describe("what verified a customer", () => {
  it.each(["identity-in-doubt", "channel-withdrawn", "customer-asked"] as const)(
    "after his class was lowered: %s",
    async (reason) => {
      const declared = somebody();
      const first = await readyCase(house, { declared, channels: ["bank-card", "telecom", "tax"], faceToFace: true });
      expect(code(await accept(first))).toBe("ok");
      const { account } = first;
      house.clock.set("2026-10-10T09:00:00+08:00");
      const [row] = await house.rows<{ version: number }>("select version from accounts where id = $1", [
        account.accountId,
      ]);
      const lower = { accountId: account.accountId, version: row?.version ?? 0, to: 1 as const, reason };
      expect(code(await house.run(lowerClass, lower, { as: house.as("compliance-officer") }))).toBe("ok");
      house.clock.set("2026-10-11T09:00:00+08:00");
      const again = { account, declared, purpose: "upgrade" as const };
      const doubted = reason !== "customer-asked";
      expect(await reached({ ...again, channels: [] })).toBe(doubted ? null : 3);
      expect(await reached({ ...again, channels: ["education"] })).toBe(doubted ? 1 : 3);
      expect(await reached({ ...again, faceToFace: true })).toBe(3);
    },
  );

  it("is never said in the name of the house's own registry", () => {
    const said = { type: "public-security", outcome: "match", at: "2026-10-09T14:32:00+08:00" };
    expect(channelInput.safeParse({ ...said, provider: "registry" }).success).toBe(false);
    expect(channelInput.safeParse({ ...said, provider: "registry-2" }).success).toBe(true);
  });
});

describe("a paper", () => {
  it("that ran out since it was checked is not accepted", async () => {
    const one = await readyCase(house, { declared: somebody({ idValidTo: "2026-10-09" }) });
    house.clock.set("2026-10-10T00:00:00+08:00");
    expect(await accept(one)).toMatchObject({ code: "kyc.submission.check-failed", params: { check: "validity" } });
  });

  it("holds on its last day", async () => {
    const one = await readyCase(house, { declared: somebody({ idValidTo: "2026-10-09" }) });
    house.clock.set("2026-10-09T23:59:00+08:00");
    expect(code(await accept(one))).toBe("ok");
  });

  it("of which no copy was accepted is no paper of record", async () => {
    const declared = somebody({ idValidTo: "2046-01-01" });
    const one = await readyCase(house, { declared, purpose: "upgrade", documents: ["hand-held"] });
    expect(code(await accept(one))).toBe("ok");
    const { customerId } = one.account;
    const papers = "select count(*)::int as n from identity_documents where customer_id = $1 and submission_id = $2";
    expect(await house.rows(papers, [customerId, one.id])).toEqual([{ n: 0 }]);
  });
});

describe("a hit found after the checks", () => {
  it("takes a submission off the bench, and one that waits for a second person", async () => {
    const name = desk.madeName();
    const ready = await readyCase(house, { declared: somebody({ name }) });
    const second = await readyCase(house, {
      account: ready.account,
      purpose: "upgrade",
      declared: somebody({ name }),
      findings: [found("age", "fail")],
    });
    await take(house, reviewer(), second.id);
    const version = await acceptAll(house, reviewer(), second);
    const proposal = {
      submissionId: second.id,
      version,
      checks: ["age" as const],
      reason: "guardian-consents" as const,
    };
    expect(code(await house.run(requestOverride, { ...proposal, note: "见附件" }, { as: reviewer() }))).toBe("ok");

    expect(code(await desk.load([desk.listed(name)]))).toBe("ok");
    const { customerId } = ready.account;
    expect(await desk.seek(customerId, name)).toMatchObject({ ok: true, result: { outcome: "hit" } });
    expect((await house.jobs("screening.hit.opened")).map(({ payload }) => payload)).toContainEqual({ customerId });
    const again = { customerId, of: "undecided" as const };
    expect(code(await house.run(recheckSubmissions, again, { as: desk.worker() }))).toBe("ok");
    for (const { id } of [ready, second]) {
      expect((await standing(house, id)).status).toBe("reading");
      await kycDesk(house).advance(id);
      expect((await standing(house, id)).status).toBe("held");
      const items = await house.rows("select 1 from work_items where subject_id = $1 and state = 'open'", [id]);
      expect(items).toEqual([]);
    }
  });
});
