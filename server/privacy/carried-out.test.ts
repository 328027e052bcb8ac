import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { type House, openHouse, PAY } from "@/server/kernel/testing/house";
import { preparePackage } from "./commands/prepare-package";
import { proposeCorrection } from "./commands/propose-correction";
import { proposeErasure } from "./commands/propose-erasure";
import { proposeFee } from "./commands/propose-fee";
import { registerAssertion } from "./commands/register-assertion";
import { settleFee } from "./commands/settle-fee";
import { requestDetailQuery } from "./detail";
import "./letter-words";
import { erasurePreviewQuery } from "./queries";
import { approved, lead, lettersOf, officer, rowOf, somebody, taken, well } from "./testing";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

describe("deleting and closing", () => {
  it("is proposed by the plan as shown, carried out by a second person, and told class by class", async () => {
    const { id, version } = await taken(house, await somebody(house), { type: "deletion" });
    const { digest, lines } = await house.ask(erasurePreviewQuery, { id }, { as: officer(house) });
    expect(lines.length).toBeGreaterThan(0);
    const input = { id, version, note: "客户不再使用" };
    expect(await house.run(proposeErasure, { ...input, digest: "another" }, { as: officer(house) })).toMatchObject({
      code: "privacy.erasure.plan-changed",
    });
    expect(await house.run(proposeErasure, { ...input, digest }, { as: officer(house) })).toMatchObject({ ok: true });
    expect(await approved(house, id)).toMatchObject({ ok: true });
    expect(await rowOf(house, id)).toMatchObject({ state: "answered" });
    expect(await lettersOf(house, id)).toContain("privacy.erased");
    const detail = await house.ask(requestDetailQuery, { id }, { as: lead(house) });
    expect(detail.plan?.map(({ of }) => of)).toEqual(lines.map(({ of }) => of));
  });
});

describe("copies and corrections", () => {
  it("has a copy made; the first is free, and an unpaid fee for another holds it back", async () => {
    const of = await somebody(house);
    const { id, version } = await taken(house, of, { type: "copy" });
    const fee = { id, version, amountMinor: 1_000n };
    expect(await house.run(proposeFee, fee, { as: officer(house) })).toMatchObject({ code: "privacy.fee.free-copy" });
    expect(await house.run(preparePackage, { id, version }, { as: officer(house) })).toMatchObject({ ok: true });
    expect(await rowOf(house, id)).toMatchObject({ state: "working", package_state: "asked" });
    await house.rows("update privacy_requests set package_state = 'ready' where id = $1", [id]);
    const again = await taken(house, of, { type: "access" });
    const quoted = { id: again.id, version: again.version, amountMinor: 1_000n };
    const next = well(await house.run(proposeFee, quoted, { as: officer(house) }));
    const make = (at: number) => house.run(preparePackage, { id: again.id, version: at }, { as: officer(house) });
    expect(await make(next.version)).toMatchObject({ code: "privacy.fee.unpaid" });
    well(await approved(house, again.id));
    const agreed = next.version + 1;
    expect(await make(agreed)).toMatchObject({ code: "privacy.fee.unpaid" });
    const waived = well(
      await house.run(settleFee, { id: again.id, version: agreed, as: "waived" }, { as: lead(house) }),
    );
    expect(await make(waived.version)).toMatchObject({ ok: true });
  });

  it("puts right at once what needs no second person, and is answered by it", async () => {
    const { id, version } = await taken(house, await somebody(house), {
      type: "correction",
      asked: { items: [{ field: "occupation", value: "engineer" }] },
    });
    const items = [{ field: "occupation" as const, value: "engineer" }];
    const input = { id, version, items, evidenceIds: [] };
    expect(await house.run(proposeCorrection, input, { as: officer(house) })).toMatchObject({ ok: true });
    expect(await rowOf(house, id)).toMatchObject({ state: "answered", outcome: "fulfilled" });
    expect(await lettersOf(house, id)).toContain("privacy.corrected");
  });
});

describe("the app's word", () => {
  it("proves a signed-in customer, once and while it is fresh, and is nobody else's to give", async () => {
    const of = await somebody(house);
    const now = house.clock.now();
    const input = {
      customerId: of.customerId,
      type: "access" as const,
      receivedAt: now,
      signedInAt: now,
      words: "查阅",
    };
    const principal = { kind: "system", name: "system:worker", programmeId: PAY.programmeId } as const;
    expect(await house.run(registerAssertion, input, { as: house.as("customer-service") })).toMatchObject({
      code: "privacy.request.of-the-app",
    });
    const asWorker = { principal, input, key: newId(), requestId: "app" };
    expect(await execute(house.runtime, registerAssertion, asWorker)).toMatchObject({
      code: "kernel.permission.denied",
    });
  });
});
