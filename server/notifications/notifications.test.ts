import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "@/domain/identity/roles";
import { AppError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/new-id";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { createMail } from "./commands/create-mail";
import { readNotices } from "./commands/read-notices";
import { recordNotice } from "./commands/record-notice";
import { savePreferences } from "./commands/save-preferences";
import { gatherMails } from "./handlers";
import { notice, registerNoticeTarget } from "./public";
import { mailStateQuery, noticesListQuery, preferencesQuery, unreadNoticesQuery } from "./queries";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const idOf = (role: Role, options: Parameters<House["as"]>[1] = {}) => house.as(role, options).personId;
const base = {
  kind: "worklist.mention" as const,
  params: { number: "LV-000042" },
  link: null,
  clearance: "general" as const,
  mailOn: true,
};
const tell = (personIds: string[], more: Partial<Parameters<typeof recordNotice.handle>[1]> = {}) =>
  house.run(recordNotice, { eventId: newId(), ...base, personIds, ...more }, { as: house.system("system:worker") });
const listOf = async (role: Role, options: Parameters<House["as"]>[1] = {}) =>
  (
    await house.ask(
      noticesListQuery,
      { filters: {}, sort: "toldAt", order: "desc", limit: 50 },
      { as: house.as(role, options) },
    )
  ).rows;
const unread = async (role: Role) => (await house.ask(unreadNoticesQuery, {}, { as: house.as(role) })).unread;

describe("telling people", () => {
  it("tells each once, however often the news comes", async () => {
    const eventId = newId();
    for (const key of ["a", "b"]) {
      const said = { ...base, eventId, personIds: [idOf("auditor"), idOf("auditor")], mailOn: false };
      await house.run(recordNotice, said, { as: house.system("system:worker"), key });
    }
    expect(await listOf("auditor")).toMatchObject([
      { kind: "worklist.mention", params: { number: "LV-000042" }, readAt: null },
    ]);
    expect(await unread("auditor")).toBe(1);
  });

  it("passes over who left, who has no role here, and another programme's people", async () => {
    const gone = idOf("privacy-officer", { second: true });
    await house.pool.query("update people set disabled_at = now() where id = $1", [gone]);
    const outcome = await tell([gone, idOf("auditor", { programme: MALL }), newId()]);
    expect(outcome).toMatchObject({ ok: true, result: { told: 0, mails: 0 } });
  });

  it("tells of suspicion only whom the wall lets through, and never by e-mail", async () => {
    const before = await house.jobs("notifications.mail.send");
    const outcome = await tell([idOf("aml-analyst"), idOf("team-lead"), idOf("administrator")], {
      clearance: "suspicion",
      kind: "duty.called",
    });
    expect(outcome).toMatchObject({ ok: true, result: { told: 1, mails: 0 } });
    expect(await listOf("aml-analyst")).toHaveLength(1);
    expect(await house.jobs("notifications.mail.send")).toHaveLength(before.length);
    await house.pool.query("update role_grants set role = 'kyc-reviewer' where person_id = $1", [idOf("aml-analyst")]);
    expect(await listOf("aml-analyst")).toEqual([]);
    expect(await unread("aml-analyst")).toBe(0);
    await house.pool.query("update role_grants set role = 'aml-analyst' where person_id = $1", [idOf("aml-analyst")]);
  });

  it("shows the neutral line for what the reader may not see, and no particulars", async () => {
    const [open, shut] = [newId(), newId()];
    registerNoticeTarget("measure", async (_scope, ids) => new Set(ids.filter((id) => id === open)));
    await tell([idOf("kyc-reviewer")], { link: { type: "measure", id: open }, mailOn: false });
    await tell([idOf("kyc-reviewer")], { link: { type: "measure", id: shut }, mailOn: false });
    await tell([idOf("kyc-reviewer")], { link: { type: "unheard-of", id: open }, mailOn: false });
    const rows = await listOf("kyc-reviewer");
    expect(rows.map(({ visible, link, params }) => [visible, link?.id ?? null, params.number ?? null])).toEqual([
      [false, null, null],
      [false, null, null],
      [true, open, "LV-000042"],
    ]);
  });

  it("carries no free text", () => {
    expect(() => notice([newId()], "worklist.mention", { reason: "苏安晏 来电" } as never)).toThrow();
    expect(notice([], "worklist.mention", {})).toEqual([]);
  });
});

describe("reading", () => {
  it("marks the named, or all told until then, and nobody else's", async () => {
    const officer = house.as("compliance-officer");
    await tell([idOf("compliance-officer"), idOf("compliance-officer", { second: true })], { mailOn: false });
    await tell([idOf("compliance-officer")], { mailOn: false });
    const [newest] = await listOf("compliance-officer");
    expect(await house.run(readNotices, { noticeIds: [newest?.id ?? ""] }, { as: officer })).toMatchObject({
      result: { count: 1 },
    });
    const [others] = await listOf("compliance-officer", { second: true });
    await expect(house.run(readNotices, { noticeIds: [others?.id ?? ""] }, { as: officer })).rejects.toThrow(AppError);
    expect(await unread("compliance-officer")).toBe(1);
    expect(await house.run(readNotices, { until: house.clock.now() }, { as: officer })).toMatchObject({
      result: { count: 1 },
    });
    expect(await unread("compliance-officer")).toBe(0);
    expect((await listOf("compliance-officer", { second: true }))[0]?.readAt).toBeNull();
  });
});

describe("preferences", () => {
  const lead = () => house.as("team-lead");
  const save = (version: number, more: object = {}) =>
    house.run(
      savePreferences,
      {
        version,
        preferences: {
          locale: "en",
          digest: "daily",
          digestHour: 18,
          quiet: null,
          choices: { "worklist.mention": { console: false, mail: "digest" } },
          ...more,
        },
      },
      { as: lead() },
    );

  it("are the house's until somebody chooses, and then his", async () => {
    expect(await house.ask(preferencesQuery, {}, { as: lead() })).toMatchObject({
      version: 0,
      preferences: { locale: "zh-CN", digest: "working-days", digestHour: 9 },
    });
    expect(await save(0)).toMatchObject({ ok: true, result: { version: 1 } });
    expect(await save(0)).toMatchObject({ ok: false, code: "notifications.preferences.changed" });
    expect(await save(7)).toMatchObject({ ok: false, code: "notifications.preferences.changed" });
    await tell([idOf("team-lead")]);
    const [row] = await house.rows<{ read_at: string | null; mail_at: Date; mail_id: string | null }>(
      "select read_at, mail_at, mail_id from notices where person_id = $1",
      [idOf("team-lead")],
    );
    expect(row).toMatchObject({ mail_at: new Date("2026-10-09T18:00:00+08:00"), mail_id: null });
    expect(row?.read_at).not.toBeNull();
  });

  it("refuse an hour that is none", async () => {
    expect(await save(1, { quiet: { from: "24:00", until: "07:00" } })).toMatchObject({ code: "kernel.input.invalid" });
    expect(await save(1, { choices: { "no.such": { console: true, mail: "off" } } })).toMatchObject({
      code: "kernel.input.invalid",
    });
  });
});

describe("the digest", () => {
  it("puts what is due into one e-mail, without what was read meanwhile", async () => {
    const service = house.as("customer-service");
    const due = { kind: "worklist.assigned" as const };
    for (let n = 0; n < 3; n++) await tell([service.personId], due);
    const [first] = await listOf("customer-service");
    await house.run(readNotices, { noticeIds: [first?.id ?? ""] }, { as: service });
    const as = house.system("system:worker");
    const make = () => house.run(createMail, { kind: "notices", subjectId: service.personId }, { as });
    expect(await make()).toMatchObject({ ok: false, code: "notifications.mail.nothing-due" });
    house.clock.set("2026-10-10T09:00:00+08:00");
    expect(await gatherMails(house.runtime, { requestId: newId() })).toBe(1);
    expect(await gatherMails(house.runtime, { requestId: newId() })).toBe(0);
    const [{ n } = { n: 0 }] = await house.rows<{ n: number }>(
      "select count(*)::int as n from notices where person_id = $1 and mail_id is not null",
      [service.personId],
    );
    expect(n).toBe(2);
    house.clock.set("2026-10-09T14:32:00+08:00");
  });
});

describe("the state of e-mail", () => {
  it("is counted for administrators and auditors alone", async () => {
    expect(await house.ask(mailStateQuery, {}, { as: house.as("administrator") })).toMatchObject({
      on: false,
      counts: { waiting: 1, failed: 0 },
    });
    await expect(house.ask(mailStateQuery, {}, { as: house.as("compliance-lead") })).rejects.toThrow(
      new AppError("forbidden"),
    );
  });
});
