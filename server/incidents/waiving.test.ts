import "@/server/all";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rejectProposal } from "@/server/approvals/commands/decide-approval";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { proposeNotice } from "./commands/propose-notice";
import { registerSighting } from "./commands/register-sighting";
import { waiveDuty } from "./commands/waive-duty";
import { withdrawProposal } from "./commands/withdraw-proposal";
import { personsList } from "./queries";
import { FOUND, incidentRoad } from "./testing";

let house: House;
let road: ReturnType<typeof incidentRoad>;
beforeAll(async () => {
  house = await openHouse();
  road = incidentRoad(house);
});
afterAll(() => house.close());

const waiver = { duty: "pboc" as const, reason: "told-together" as const, note: "随网信报告一并报送" };
const waive = async (id: string, change: object = {}) =>
  house.run(waiveDuty, { ...(await road.seen(id)), ...waiver, ...change }, { as: road.officer() });
const dutyOf = async (id: string) => (await road.detail(id)).duties.find(({ duty }) => duty === "pboc");

describe("waiving a report", () => {
  it("takes two people; until the second agrees the duty runs, and a missed one stays missed", async () => {
    const id = await road.register({ dataKinds: [], severity: "general" });
    expect(await waive(id, { duty: "subjects" })).toMatchObject({ code: "incidents.duty.people" });
    expect(await waive(id, { duty: "cac-cii" })).toMatchObject({ code: "incidents.duty.not-open" });
    road.good(await waive(id));
    expect(await dutyOf(id)).toMatchObject({ state: "running", waiver: null });
    expect((await road.detail(id)).proposals).toMatchObject([
      { kind: "incidents.duty.waive", subjectId: id, mine: true },
    ]);
    expect((await road.detail(id, road.lead())).proposals).toMatchObject([{ mine: false }]);
    expect(await waive(id)).toMatchObject({ code: "incidents.duty.pending" });
    await expect(road.approve(id, house.as("privacy-officer"))).rejects.toThrow("forbidden");
    house.clock.set("2026-10-10T14:32:00+08:00");
    try {
      // The house's own four hours are over by now.
      road.good(await waiveLate(id));
      expect(await dutyOf(id)).toMatchObject({ state: "waived", waiver: "told-together", late: true });
      expect((await road.detail(id)).entries.map(({ words }) => words)).toContain(waiver.note);
      expect((await road.detail(id)).proposals).toEqual([]);
    } finally {
      house.clock.set("2026-10-09T14:32:00+08:00");
    }
  });

  it("comes to nothing when it is not agreed to or taken back, by who proposed it alone", async () => {
    const id = await road.register({ dataKinds: [], severity: "general" });
    road.good(await waive(id));
    const [approval] = (await road.detail(id)).proposals;
    const no = { approvalId: approval?.approvalId ?? "", decisionCode: "not-shown", note: "依据不足" };
    await house.stepUp(road.lead());
    expect(await house.run(rejectProposal, no, { as: road.lead() })).toMatchObject({ ok: true });
    expect(await dutyOf(id)).toMatchObject({ state: "running" });
    road.good(await waive(id));
    const back = { subjectId: id, kind: "incidents.duty.waive" as const };
    const colleague = house.as("privacy-officer", { second: true });
    expect(await house.run(withdrawProposal, back, { as: colleague })).toMatchObject({
      code: "approvals.approval.not-maker",
    });
    road.good(await house.run(withdrawProposal, back, { as: road.officer() }));
    expect(await dutyOf(id)).toMatchObject({ state: "running" });
    expect((await road.detail(id)).proposals).toEqual([]);
  });
});

/** What waited was proposed a day ago and has run out: it is proposed anew and agreed to. */
async function waiveLate(id: string) {
  const [old] = (await road.detail(id)).proposals;
  await house.rows("update approvals set expires_at = $2::timestamptz + interval '1 hour' where id = $1", [
    old?.approvalId,
    house.clock.now(),
  ]);
  return road.approve(id);
}

describe("the page of an incident", () => {
  it("names a notice that waits, and its people page by page", async () => {
    const id = await road.register();
    const numbers = await road.crowd(45, 700_001);
    road.good(await road.name(id, numbers.join("\n")));
    const notice = await road.draft(id);
    road.good(await house.run(proposeNotice, notice, { as: road.officer() }));
    expect((await road.detail(id)).proposals).toMatchObject([
      { kind: "incidents.notice.propose", subjectId: notice.noticeId, mine: true },
    ]);
    const seen: string[] = [];
    for (let cursor: string | null = null, page = 0; page < 4; page++) {
      const asked = { filters: { incident: id }, sort: "id" as const, order: "asc" as const, limit: 20 };
      const got: Awaited<ReturnType<typeof people>> = await people({ ...asked, ...(cursor ? { cursor } : {}) });
      seen.push(...got.rows.map((row) => row.customer.number));
      cursor = got.nextCursor;
      if (cursor === null) break;
    }
    expect(seen.toSorted()).toEqual(numbers.toSorted());
  });

  it("lists what customer service entered for a customer", async () => {
    const id = await road.register();
    const { customerId, customerNumber } = await makeAccount(house);
    const input = {
      customerId,
      incidentId: id,
      channel: "phone" as const,
      receivedAt: FOUND,
      words: "接到冒充客服的电话",
    };
    const done = await house.run(registerSighting, input, { as: house.as("customer-service") });
    expect(done).toMatchObject({ ok: true, result: { id, joined: true } });
    const { sightings } = await road.detail(id);
    expect(sightings).toMatchObject([{ customer: { number: customerNumber }, words: input.words }]);
  });
});

const people = (input: object) => house.ask(personsList, input as never, { as: road.officer() });
