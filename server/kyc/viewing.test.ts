import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { viewSubmission } from "./commands/view-submission";
import { submissionQuery } from "./detail";
import { readyCase, somebody, take } from "./testing/ready-case";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const reviewer = () => house.as("kyc-reviewer");
const other = () => house.as("kyc-reviewer", { second: true });
const code = (outcome: { ok: boolean; code?: string }) => (outcome.ok ? "ok" : outcome.code);

const audited = (kind: string, id: string) =>
  house.rows<{ outcome: string; data: Record<string, unknown> }>(
    "select outcome, leaf::json->'data' as data from audit_entries where kind = $1 and subject_id = $2 order by at, id",
    [kind, id],
  );

describe("looking in clear", () => {
  it("is for who has the item, is logged by fields and kept by no replay", async () => {
    const one = await readyCase(house, { declared: somebody({ name: "样本乙" }) });
    expect(code(await house.run(viewSubmission, { submissionId: one.id }, { as: reviewer() }))).toBe(
      "kyc.submission.not-yours",
    );
    await take(house, reviewer(), one.id);
    const shown = await house.run(viewSubmission, { submissionId: one.id }, { as: reviewer(), key: "view-1" });
    if (!shown.ok) throw new Error(shown.code);
    const name = shown.result.rows.find(({ field }) => field === "name");
    expect(name).toMatchObject({
      declared: "样本乙",
      differs: true,
      readings: [{ value: "样本某" }, { value: "样本某" }],
    });
    const replay = await house.run(viewSubmission, { submissionId: one.id }, { as: reviewer(), key: "view-1" });
    expect(JSON.stringify(replay)).not.toContain("样本");
    expect(code(await house.run(viewSubmission, { submissionId: one.id }, { as: other() }))).toBe(
      "kyc.submission.not-yours",
    );
    const entries = await audited("kyc.submission.view", one.id);
    expect(entries.map(({ outcome }) => outcome)).toEqual(["refused", "committed", "refused"]);
    expect(entries[1]?.data.fields).toContain("idNumber");
    expect(JSON.stringify(entries)).not.toContain("样本");
  });

  it("ends with the lock", async () => {
    const one = await readyCase(house);
    await take(house, reviewer(), one.id);
    const now = house.clock.now();
    house.clock.set("2026-10-09T15:10:00+08:00");
    expect(code(await house.run(viewSubmission, { submissionId: one.id }, { as: reviewer() }))).toBe(
      "kyc.submission.not-yours",
    );
    const detail = await house.ask(submissionQuery, { id: one.id }, { as: reviewer() });
    expect(detail).toMatchObject({ item: { mine: false, lockedUntil: null }, may: { view: false, decide: false } });
    house.clock.set(now);
  });

  it("without taking gives masks only", async () => {
    const declared = somebody({ name: "样本丙" });
    const one = await readyCase(house, { declared });
    const detail = await house.ask(submissionQuery, { id: one.id }, { as: house.as("auditor") });
    for (const value of [declared.name, declared.idNumber, declared.phone, declared.address])
      expect(JSON.stringify(detail)).not.toContain(value);
    expect(detail).toMatchObject({ state: "ready", checkRun: 1, may: { view: false, decide: false } });
    expect(detail.declaredFields).toContain("idNumber");
  });
});
