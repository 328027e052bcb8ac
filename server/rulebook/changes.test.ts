import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localDate } from "@/domain/shared/time";
import { approveProposal, rejectProposal } from "@/server/approvals/commands/decide-approval";
import { withdrawProposal } from "@/server/approvals/commands/withdraw-approval";
import { approvalDetail } from "@/server/approvals/queries";
import { createRuntime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { listChanges, previewChange } from "./change-queries";
import { proposeCalendar } from "./commands/propose-calendar";
import { proposeClash } from "./commands/propose-clash";
import { proposeFigure } from "./commands/propose-figure";
import { expireChanges } from "./handlers";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const LINE = "law-hvt-natural-domestic";
const grounds = { reasonCode: "law-amended", sourceReference: "银发〔2026〕1号", note: "标准下调" } as const;
const wish = (more: object = {}) => ({
  ruleId: LINE,
  figures: [{ name: "cny", value: "300000" }],
  from: "2026-11-01",
  ...grounds,
  ...more,
});

async function propose(input: object = {}) {
  const made = await house.run(proposeFigure, wish(input) as never, { as: house.as("compliance-officer") });
  if (!made.ok) throw new Error(made.code);
  return made.result;
}

async function approve(approvalId: string) {
  const lead = house.as("compliance-lead");
  await house.stepUp(lead);
  const shown = await house.ask(approvalDetail, { approvalId, token: null }, { as: lead });
  const seenDigest = shown.current?.digest ?? shown.proposed.digest;
  return house.run(approveProposal, { approvalId, seenDigest, token: null }, { as: lead });
}

const figureOn = (date: string, runtime = house.runtime, programme?: typeof MALL) =>
  inScope(runtime, house.as("auditor", programme ? { programme } : {}), "read", async ({ rules }) => ({
    keep: false,
    value: rules.figure(LINE, "cny", localDate(date)).value,
  }));

describe("a figure changed on the console", () => {
  it("holds from its day on for every process at once, and for no other programme", async () => {
    const other = await createRuntime({ databaseUrl: house.url, dataDir: house.dataDir, clock: house.clock.now });
    try {
      expect(await figureOn("2026-11-01", other)).toBe("500000");
      const { approvalId } = await propose();
      expect(await figureOn("2026-11-01", other)).toBe("500000");
      expect(await approve(approvalId)).toMatchObject({ ok: true, result: { status: "approved" } });
      for (const runtime of [house.runtime, other]) {
        expect(await figureOn("2026-10-31", runtime)).toBe("500000");
        expect(await figureOn("2026-11-01", runtime)).toBe("300000");
      }
      expect(await figureOn("2026-11-01", other, MALL)).toBe("500000");
    } finally {
      await other.pool.end();
    }
  });

  it("keeps maker and checker, the figures and the rule in the log, and the grounds sealed", async () => {
    const entries = await house.rows<{ leaf: string }>(
      "select leaf from audit_entries where kind in ('rulebook.figure.propose', 'rulebook.change.apply') order by id",
    );
    expect(entries).toHaveLength(2);
    for (const { leaf } of entries) {
      expect(leaf).toContain(`${LINE}@1`);
      expect(leaf).toContain('"after":"300000","before":"500000"');
      expect(leaf).not.toContain("标准下调");
    }
    const rows = await house.rows("select note_sealed from rulebook_changes");
    expect(rows[0]?.note_sealed.toString("utf8")).not.toContain("标准下调");
    const [change] = await house.ask(listChanges, { target: LINE }, { as: house.as("compliance-lead") });
    expect(change).toMatchObject({ state: "applied", note: "标准下调", sourceReference: "银发〔2026〕1号" });
    const [seen] = await house.ask(listChanges, { target: LINE }, { as: house.as("customer-service") });
    expect(seen?.note).toBeNull();
  });

  it("is never changed afterwards, only followed by another", async () => {
    await expect(house.rows("update rulebook_versions set valid_to = '2026-11-02'")).rejects.toThrow("append-only");
    const { approvalId } = await propose({ from: "2026-12-01", figures: [{ name: "cny", value: "400000" }] });
    expect(await approve(approvalId)).toMatchObject({ ok: true });
    expect([await figureOn("2026-11-30"), await figureOn("2026-12-01")]).toEqual(["300000", "400000"]);
  });

  it.each([
    ["an unknown rule", { ruleId: "law-none" }, "rulebook.change.rule-unknown"],
    ["an unknown figure", { figures: [{ name: "eur", value: "1" }] }, "rulebook.change.figure-unknown"],
    ["a word for a number", { figures: [{ name: "cny", value: "many" }] }, "rulebook.change.figure-malformed"],
    ["a third place of money", { figures: [{ name: "cny", value: "1.005" }] }, "rulebook.change.figure-malformed"],
    ["the same again", { figures: [{ name: "usd", value: "100000" }] }, "rulebook.change.nothing-changed"],
    ["a day too far back", { from: "2026-09-01" }, "rulebook.change.too-early"],
    ["a day too far ahead", { from: "2036-09-01" }, "rulebook.change.too-late"],
    ["an end before its start", { until: "2026-10-31" }, "rulebook.change.ends-before-start"],
  ])("refuses %s and changes nothing", async (_, more, code) => {
    const before = await house.checksums();
    const officer = house.as("compliance-officer");
    expect(await house.run(proposeFigure, wish(more) as never, { as: officer })).toMatchObject({ ok: false, code });
    expect(await house.checksums()).toEqual(before);
  });

  it("waits for one at a time, ends by no, by its maker and by time, and leaves the law alone", async () => {
    const officer = house.as("compliance-officer");
    const lead = house.as("compliance-lead");
    const first = await propose({ from: "2027-03-01", figures: [{ name: "cny", value: "1" }] });
    expect(await house.run(proposeFigure, wish({ from: "2027-04-01" }) as never, { as: officer })).toMatchObject({
      ok: false,
      code: "rulebook.change.already-open",
    });
    await house.stepUp(lead);
    expect(
      await house.run(rejectProposal, { approvalId: first.approvalId, decisionCode: "source-missing" }, { as: lead }),
    ).toMatchObject({ ok: true });
    const second = await propose({ from: "2027-03-01", figures: [{ name: "cny", value: "1" }] });
    expect(await house.run(withdrawProposal, { approvalId: second.approvalId }, { as: officer })).toMatchObject({
      ok: true,
    });
    await propose({ from: "2027-03-01", figures: [{ name: "cny", value: "1" }] });
    house.clock.set("2026-10-15T14:32:00+08:00");
    expect(await expireChanges(house.runtime, { requestId: "r" })).toBe(1);
    house.clock.set("2026-10-09T14:32:00+08:00");
    const states = await house.rows("select state from rulebook_changes order by proposed_at, id");
    expect(states.map(({ state }) => state)).toEqual(["applied", "applied", "rejected", "withdrawn", "expired"]);
    expect(await figureOn("2027-03-01")).toBe("400000");
  });

  it("is void when the rule has changed under it", async () => {
    const { approvalId } = await propose({ ruleId: "law-hvt-cash", figures: [{ name: "usd", value: "9000" }] });
    await house.rows(
      `insert into rulebook_versions (id, programme_id, legal_entity_id, rule_id, rule_version, content, valid_from, known_from, change_id)
       select gen_random_uuid(), programme_id, legal_entity_id, 'law-hvt-cash', 7, content, valid_from, known_from, change_id
       from rulebook_versions limit 1`,
    );
    await house.rows("update rulebook_revisions set revision = revision + 1");
    expect(await approve(approvalId)).toMatchObject({ ok: true, result: { status: "void" } });
  });

  it("is nobody's to decide who proposed it, nor anybody's without the right", async () => {
    const made = await house.run(
      proposeFigure,
      wish({ ruleId: "law-hvt-5wd", figures: [{ name: "days", value: "4" }] }) as never,
      {
        as: house.as("compliance-lead"),
      },
    );
    expect(made).toMatchObject({ ok: false, code: "kernel.permission.denied" });
  });
});

describe("what a change would do", () => {
  it("is told with the row that says otherwise, and a refusal is an answer", async () => {
    const as = house.as("compliance-officer");
    const change = {
      kind: "figures" as const,
      ruleId: LINE,
      figures: [{ name: "cny", value: "450000" }],
      from: "2027-01-04",
    };
    expect(await house.ask(previewChange, { change }, { as })).toMatchObject({
      ok: true,
      base: { version: 3 },
      version: { version: 4, validFrom: "2027-01-04", source: "console" },
      apart: [
        { figure: "cny", value: "450000", other: { rule: "law-163-hvt", figure: "domestic-cny", value: "500000" } },
      ],
    });
    expect(await house.ask(previewChange, { change: { ...change, ruleId: "law-none" } }, { as })).toEqual({
      ok: false,
      code: "rulebook.change.rule-unknown",
      field: "ruleId",
      params: {},
    });
  });
});

describe("a calendar year loaded on the console", () => {
  const notice = {
    year: 2027,
    papers: [{ number: "国办发明电〔2026〕9号", published: "2026-10-08", title: "2027年部分节假日安排" }],
    holidays: [{ holiday: "new-year" as const, first: "2027-01-01", last: "2027-01-03", work: [] }],
  };
  it("is published from the second yes on", async () => {
    const officer = house.as("compliance-officer");
    const ask = { notice, reasonCode: "notice-published", sourceReference: "国办发明电", note: "公布" } as const;
    const clash = { ...notice, holidays: [{ ...notice.holidays[0], work: ["2027-01-04"] }] };
    expect(await house.run(proposeCalendar, { ...ask, notice: clash } as never, { as: officer })).toMatchObject({
      code: "clocks.calendar.clash",
    });
    const made = await house.run(proposeCalendar, ask, { as: officer });
    if (!made.ok) throw new Error(made.code);
    const published = () =>
      inScope(house.runtime, officer, "read", async ({ calendar }) => ({
        keep: false,
        value: calendar.isPublished(2027),
      }));
    expect(await published()).toBe(false);
    expect(await approve(made.result.approvalId)).toMatchObject({ ok: true });
    expect(await published()).toBe(true);
  });
});

describe("a clash", () => {
  it("refuses to be settled where there is none", async () => {
    const asked = { ruleId: LINE, choice: "take-file" as const, ...grounds };
    expect(await house.run(proposeClash, asked, { as: house.as("compliance-officer") })).toMatchObject({
      code: "rulebook.change.no-clash",
    });
  });

  it("is settled for the file by a further version", async () => {
    // As if a release had brought version 9 of the file: the console's version was made in sight of an older one.
    await house.rows(
      `insert into rulebook_versions (id, programme_id, legal_entity_id, rule_id, rule_version, content, valid_from, known_from, change_id)
       select gen_random_uuid(), programme_id, legal_entity_id, 'law-hvt-one-side', 1, content || '{"figures": []}', valid_from, known_from, change_id
       from rulebook_versions limit 1`,
    );
    await house.rows("update rulebook_revisions set revision = revision + 1");
    const made = await house.run(
      proposeClash,
      { ruleId: "law-hvt-one-side", choice: "take-file", ...grounds },
      { as: house.as("compliance-officer") },
    );
    if (!made.ok) throw new Error(made.code);
    expect(await approve(made.result.approvalId)).toMatchObject({ ok: true });
    const rows = await house.rows(
      "select rule_version from rulebook_versions where rule_id = 'law-hvt-one-side' order by 1",
    );
    expect(rows.map((row) => row.rule_version)).toEqual([1, 2]);
    expect(
      await house.run(
        proposeClash,
        { ruleId: "law-hvt-one-side", choice: "take-file", ...grounds },
        { as: house.as("compliance-officer") },
      ),
    ).toMatchObject({ code: "rulebook.change.no-clash" });
  });
});
