import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { addEntry } from "./commands/add-entry";
import { closeIncident } from "./commands/close-incident";
import { lowerSeverity } from "./commands/lower-severity";
import { raiseSeverity } from "./commands/raise-severity";
import { recordReport } from "./commands/record-report";
import { registerIncident } from "./commands/register-incident";
import { registerSighting } from "./commands/register-sighting";
import { saveReport } from "./commands/save-report";
import { waiveDuty } from "./commands/waive-duty";
import { incidentDetailQuery } from "./detail";
import { incidentFigures, incidentsList, openIncidentsList } from "./queries";
import { entry, FOUND, incidentRoad } from "./testing";

let house: House;
let road: ReturnType<typeof incidentRoad>;
beforeAll(async () => {
  house = await openHouse();
  road = incidentRoad(house);
});
afterAll(() => house.close());
beforeEach(() => house.clock.set("2026-10-09T14:32:00+08:00"));

const reportWords = {
  kinds: "联系方式",
  cause: "越权",
  harm: "骚扰",
  measures: "下线",
  selfHelp: "留意",
  contact: "专线",
};
const dutyOf = async (id: string, duty: string) => (await road.detail(id)).duties.find((one) => one.duty === duty);

describe("entering an incident", () => {
  it("starts every duty from the discovery, a clock where the law names hours, and opens work due first", async () => {
    const id = await road.register();
    const seen = await road.detail(id);
    expect(seen).toMatchObject({ state: "open", hoursLost: 1, late: 0, nextDuty: "cac-larger" });
    expect(seen.number).toMatch(/^IN-\d{6}$/);
    expect(seen.duties.map(({ duty, own, dueAt }) => [duty, own, dueAt])).toEqual([
      ["cac-larger", false, "2026-10-09T09:32:00.000Z"],
      ["pboc", true, "2026-10-09T09:32:00.000Z"],
      ["privacy", true, "2026-10-10T05:32:00.000Z"],
      ["subjects", true, "2026-10-12T05:32:00.000Z"],
    ]);
    const [clock] = await house.rows(
      "select rule_id, figure, state from clocks where subject_id in (select id from incident_duties where incident_id = $1)",
      [id],
    );
    expect(clock).toEqual({ rule_id: "law-cac-incident", figure: "other-hours", state: "running" });
    const [item] = await house.rows<{ due_at: Date }>("select due_at from work_items where subject_id = $1", [id]);
    expect(item?.due_at.toISOString()).toBe("2026-10-09T09:32:00.000Z");
  });

  it("refuses the future, and who may not; another programme finds nothing", async () => {
    const future = entry({ discoveredAt: "2026-10-09T15:00:00+08:00" });
    expect(await house.run(registerIncident, future, { as: road.officer() })).toMatchObject({
      code: "incidents.incident.future",
    });
    expect(await house.run(registerIncident, entry(), { as: house.as("auditor") })).toMatchObject({
      code: "kernel.permission.denied",
    });
    const id = await road.register();
    const other = house.as("privacy-officer", { programme: MALL });
    await expect(house.ask(incidentDetailQuery, { id }, { as: other })).rejects.toThrow("not-found");
    expect((await house.ask(incidentsList, {}, { as: other })).rows).toEqual([]);
  });
});

describe("what a customer reports", () => {
  it("opens an incident that may have happened, or joins one, and names him", async () => {
    const account = await makeAccount(house);
    const said = {
      customerId: account.customerId,
      channel: "phone" as const,
      receivedAt: FOUND,
      words: "有人知道我的卡",
    };
    const service = house.as("customer-service");
    const opened = road.good(await house.run(registerSighting, { ...said, incidentId: null }, { as: service }));
    expect(await road.detail(opened.id)).toMatchObject({
      certainty: "possible",
      severity: "general",
      counted: { named: 1 },
      sightings: [{ words: "有人知道我的卡" }],
    });
    const joined = await house.run(registerSighting, { ...said, incidentId: opened.id }, { as: service });
    expect(joined).toMatchObject({ ok: true, result: { id: opened.id, joined: true } });
    expect((await road.detail(opened.id)).counted.named).toBe(1);
    const known = await house.ask(openIncidentsList, {}, { as: service });
    expect(known.rows.map(({ id }) => id)).toContain(opened.id);
    await expect(house.ask(incidentDetailQuery, { id: opened.id }, { as: service })).rejects.toThrow();
    const stranger = await makeAccount(house, { programme: MALL });
    await expect(
      house.run(registerSighting, { ...said, customerId: stranger.customerId, incidentId: null }, { as: service }),
    ).rejects.toThrow("not-found");
  });
});

describe("a missed moment", () => {
  it("is not hidden by calling the incident lesser, which takes another person", async () => {
    const id = await road.register();
    house.clock.set("2026-10-09T18:00:00+08:00");
    expect(await dutyOf(id, "cac-larger")).toMatchObject({ late: true });
    const lesser = { ...(await road.seen(id)), severity: "general" as const, cii: false, note: "影响有限" };
    expect(await house.run(raiseSeverity, lesser, { as: road.officer() })).toMatchObject({
      code: "incidents.severity.lesser",
    });
    road.good(await house.run(lowerSeverity, lesser, { as: road.officer() }));
    expect((await road.detail(id)).severity).toBe("larger");
    road.good(await road.approve(id));
    expect(await road.detail(id)).toMatchObject({ severity: "general", late: 2 });
    expect(await dutyOf(id, "cac-larger")).toMatchObject({ state: "running", late: true });
    expect(await house.ask(incidentFigures, {}, { as: road.lead() })).toMatchObject({ late: expect.any(Number) });
  });

  it("starts with a graver severity from the discovery, and falls away with a lesser one only in time", async () => {
    const id = await road.register({ severity: "general" });
    const graver = { ...(await road.seen(id)), severity: "general" as const, cii: true, note: "涉及关键设施" };
    road.good(await house.run(raiseSeverity, graver, { as: road.officer() }));
    expect(await dutyOf(id, "cac-cii")).toMatchObject({ late: false, dueAt: "2026-10-09T06:32:00.000Z" });
    house.clock.set("2026-10-09T14:32:00.001+08:00");
    expect(await dutyOf(id, "cac-cii")).toMatchObject({ late: true });
    const early = await road.register({ severity: "larger" });
    const lesser = { ...(await road.seen(early)), severity: "general" as const, cii: false, note: "核查后影响有限" };
    road.good(await house.run(lowerSeverity, lesser, { as: road.officer() }));
    road.good(await road.approve(early));
    expect(await dutyOf(early, "cac-larger")).toMatchObject({ state: "lapsed", late: false });
  });

  it("cannot be moved in the database", async () => {
    const id = await road.register();
    await expect(
      house
        .rows("set role hegui_app; update incident_duties set due_at = now()", [])
        .finally(() => house.rows("reset role")),
    ).rejects.toThrow();
    expect(await dutyOf(id, "cac-larger")).toMatchObject({ dueAt: "2026-10-09T09:32:00.000Z" });
  });
});

describe("a report to an authority", () => {
  it("is done with its receipt, as of when it was sent; the next version is a supplement", async () => {
    const id = await road.register();
    const save = async (change: object = {}) =>
      road.good(
        await house.run(
          saveReport,
          { ...(await road.seen(id)), authority: "cac", ...reportWords, ...change },
          { as: road.officer() },
        ),
      ).reportId;
    const gap = await save({ harm: "" });
    const receipt = await road.paper(id);
    const sent = { sentAt: "2026-10-09T14:00:00+08:00", channel: "platform" as const, evidenceId: receipt };
    expect(await house.run(recordReport, { reportId: gap, ...sent }, { as: road.officer() })).toMatchObject({
      code: "incidents.report.incomplete",
    });
    const full = await save();
    const waiting = { ...sent, evidenceId: await road.paper(id, "waiting") };
    expect(await house.run(recordReport, { reportId: full, ...waiting }, { as: road.officer() })).toMatchObject({
      code: "incidents.report.no-receipt",
    });
    const foreign = { ...sent, evidenceId: await road.paper(await road.register()) };
    await expect(house.run(recordReport, { reportId: full, ...foreign }, { as: road.officer() })).rejects.toThrow(
      "not-found",
    );
    expect(await house.run(recordReport, { reportId: full, ...sent }, { as: road.officer() })).toMatchObject({
      ok: true,
      result: { late: false },
    });
    expect(await dutyOf(id, "cac-larger")).toMatchObject({ state: "done", late: false });
    expect(
      await house.rows(
        "select state from clocks where subject_id in (select id from incident_duties where incident_id = $1)",
        [id],
      ),
    ).toEqual([{ state: "met" }]);
    await save();
    expect((await road.detail(id)).reports.map(({ sequence, supplement }) => [sequence, supplement])).toEqual([
      [3, true],
      [2, false],
      [1, false],
    ]);
  });

  it("closes an incident only when everything is done, and the log is only added to", async () => {
    const id = await road.register({ dataKinds: [], severity: "general" });
    const close = async () =>
      house.run(closeIncident, { ...(await road.seen(id)), lessons: "收紧接口权限" }, { as: road.officer() });
    expect(await close()).toMatchObject({ code: "incidents.close.duties" });
    const note = { duty: "pboc" as const, reason: "told-together" as const, note: "随网信报告一并报送" };
    road.good(await house.run(waiveDuty, { ...(await road.seen(id)), ...note }, { as: road.officer() }));
    expect(await close()).toMatchObject({ code: "incidents.close.duties" });
    road.good(await road.approve(id));
    expect(await close()).toMatchObject({ code: "incidents.close.evidence" });
    await road.paper(id);
    const done = { kind: "taken" as const, at: FOUND, words: "已下线接口" };
    road.good(await house.run(addEntry, { ...(await road.seen(id)), ...done }, { as: road.officer() }));
    expect(await close()).toMatchObject({ ok: true });
    expect(await road.detail(id)).toMatchObject({ state: "closed", lessons: "收紧接口权限", gaps: [] });
    expect(await close()).toMatchObject({ code: "incidents.incident.closed" });
    await expect(house.rows("delete from incident_entries where incident_id = $1", [id])).rejects.toThrow();
  });
});
