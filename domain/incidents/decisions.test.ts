import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { addDuration, instant } from "../shared/time";
import {
  amendKinds,
  asShown,
  type Closing,
  closeIncident,
  closingGaps,
  completeNotice,
  completeReport,
  lowerSeverity,
  proposeNotice,
  raiseSeverity,
  recordReport,
  registerIncident,
  sparePersons,
} from "./decisions";
import { NOTICE_CONTENTS, REPORT_CONTENTS } from "./model";
import { receiveSighting } from "./sighting";

const NOW = instant("2026-10-09T14:32:00+08:00");
const hoursAgo = (hours: number) => addDuration(NOW, { hours: -hours });
const words = { facts: "甲", measures: "乙", advice: "丙", remedies: "丁", contact: "400-000-0000" };
const ids = (basis: readonly { ruleId: string }[]) => basis.map(({ ruleId }) => ruleId);

describe("entering an incident", () => {
  const moments = { discoveredAt: hoursAgo(1), occurredFrom: null, occurredTo: null };

  it("takes a discovery of now or before, within a year", () => {
    expect(registerIncident({ ...moments, discoveredAt: NOW }, NOW).ok).toBe(true);
    expect(registerIncident({ ...moments, discoveredAt: addDuration(NOW, { seconds: 1 }) }, NOW)).toMatchObject({
      code: "incidents.incident.future",
    });
    expect(registerIncident({ ...moments, discoveredAt: hoursAgo(24 * 365) }, NOW).ok).toBe(true);
    expect(registerIncident({ ...moments, discoveredAt: hoursAgo(24 * 366) }, NOW)).toMatchObject({
      code: "incidents.incident.too-old",
    });
  });

  it("takes no occurrence that begins after it was found or ends before it began", () => {
    expect(registerIncident({ ...moments, occurredFrom: NOW }, NOW)).toMatchObject({
      code: "incidents.incident.after-discovery",
    });
    const turned = { ...moments, occurredFrom: hoursAgo(3), occurredTo: hoursAgo(4) };
    expect(registerIncident(turned, NOW)).toMatchObject({ code: "incidents.incident.occurrence" });
    expect(registerIncident({ ...moments, occurredFrom: hoursAgo(4), occurredTo: hoursAgo(3) }, NOW).ok).toBe(true);
  });

  it("keeps to what was shown, and to kinds of data once found", () => {
    expect(asShown({ state: "open", version: 2 }, 1)).toMatchObject({ code: "incidents.incident.stale" });
    expect(asShown({ state: "closed", version: 1 }, 1)).toMatchObject({ code: "incidents.incident.closed" });
    expect(amendKinds(["C2/contact"], [])).toMatchObject({ code: "incidents.incident.kinds-gone" });
    expect(amendKinds([], []).ok).toBe(true);
  });
});

describe("a customer's word of a leak", () => {
  it("is taken at once, on the rows that ask him for it", () => {
    const taken = receiveSighting({ receivedAt: NOW, now: NOW }, testRules());
    expect(taken.ok && ids(taken.basis)).toEqual(["mipriv-report-breach-now", "llpriv-user-leak-contact"]);
    const future = { receivedAt: addDuration(NOW, { seconds: 1 }), now: NOW };
    expect(receiveSighting(future, testRules())).toMatchObject({ code: "incidents.incident.future" });
  });
});

describe("the severity", () => {
  const larger = { severity: "larger", cii: false } as const;
  it("rises at once and falls only by a second person", () => {
    expect(raiseSeverity(larger, { severity: "major", cii: false }).ok).toBe(true);
    expect(raiseSeverity(larger, larger)).toMatchObject({ code: "incidents.severity.same" });
    expect(raiseSeverity(larger, { severity: "general", cii: false })).toMatchObject({
      code: "incidents.severity.lesser",
    });
    expect(lowerSeverity(larger, { severity: "general", cii: false }).ok).toBe(true);
    expect(lowerSeverity(larger, { severity: "major", cii: false })).toMatchObject({
      code: "incidents.severity.graver",
    });
    expect(lowerSeverity(larger, larger)).toMatchObject({ code: "incidents.severity.same" });
  });
});

describe("a notice to the people concerned", () => {
  it.each([...NOTICE_CONTENTS, "contact"] as const)("does not go without its %s", (name) => {
    for (const blank of ["", "  \n"])
      expect(completeNotice({ ...words, [name]: blank }, testRules(), NOW)).toMatchObject({
        code: "incidents.notice.incomplete",
        field: name,
        params: { missing: 1 },
      });
  });

  it("says exactly what the policy lists, on its row and the law's", () => {
    const said = completeNotice(words, testRules(), NOW);
    expect(said.ok && ids(said.basis)).toEqual(["llpriv-incident-content", "law-pipl-57"]);
    expect(Number(testRules().figure("llpriv-incident-content", "listed", "2026-10-09" as never).value)).toBe(
      NOTICE_CONTENTS.length,
    );
  });

  it("goes to somebody, or to all with the ground why", () => {
    const draft = { kind: "individual", state: "draft", words, people: 1, ground: null } as const;
    const right = proposeNotice(draft, testRules(), NOW);
    expect(right.ok && ids(right.basis)).toEqual(expect.arrayContaining(["llpriv-incident-channel", "law-netdata-11"]));
    expect(proposeNotice({ ...draft, people: 0 }, testRules(), NOW)).toMatchObject({ code: "incidents.notice.nobody" });
    const open = { ...draft, kind: "public", people: 0 } as const;
    expect(proposeNotice(open, testRules(), NOW)).toMatchObject({ code: "incidents.notice.no-ground" });
    expect(proposeNotice({ ...open, ground: "联系方式多已失效" }, testRules(), NOW).ok).toBe(true);
    expect(proposeNotice({ ...draft, state: "sent" }, testRules(), NOW)).toMatchObject({
      code: "incidents.notice.not-draft",
    });
  });

  it("is spared only where the harm was avoided, by the law that says so", () => {
    const spared = sparePersons({ people: 2, avoided: true }, testRules(), NOW);
    expect(spared.ok && ids(spared.basis)).toEqual(["law-pipl-57"]);
    expect(sparePersons({ people: 2, avoided: false }, testRules(), NOW)).toMatchObject({
      code: "incidents.spare.not-avoided",
    });
    expect(sparePersons({ people: 0, avoided: true }, testRules(), NOW)).toMatchObject({
      code: "incidents.spare.nobody",
    });
  });
});

describe("a report to an authority", () => {
  const full = Object.fromEntries(REPORT_CONTENTS.map((name) => [name, "有"]));
  it.each(REPORT_CONTENTS)("does not go without its %s", (name) => {
    expect(completeReport({ ...full, [name]: "" }, testRules(), NOW)).toMatchObject({
      code: "incidents.report.incomplete",
      field: name,
    });
    const said = completeReport(full, testRules(), NOW);
    expect(said.ok && ids(said.basis)).toEqual(["law-pipl-57", "mipriv-breach-notify"]);
  });

  it("was sent between discovery and now, with its receipt", () => {
    const sent = { sentAt: NOW, receiptOnFile: true, discoveredAt: hoursAgo(1), now: NOW };
    expect(recordReport(sent).ok).toBe(true);
    expect(recordReport({ ...sent, sentAt: hoursAgo(1) }).ok).toBe(true);
    expect(recordReport({ ...sent, sentAt: hoursAgo(2) })).toMatchObject({ code: "incidents.report.before-discovery" });
    expect(recordReport({ ...sent, sentAt: addDuration(NOW, { seconds: 1 }) })).toMatchObject({
      code: "incidents.report.future",
    });
    expect(recordReport({ ...sent, receiptOnFile: false })).toMatchObject({ code: "incidents.report.no-receipt" });
  });
});

describe("the end of an incident", () => {
  const ready: Closing = { cause: "attack", lessons: "补丁", evidence: 1, openDuties: 0, untold: 0, moving: 0 };
  it("waits for everything, and says what first", () => {
    expect(closeIncident(ready).ok).toBe(true);
    const bare: Closing = { cause: "unknown", lessons: " ", evidence: 0, openDuties: 1, untold: 1, moving: 1 };
    expect(closingGaps(bare)).toEqual(["duties", "untold", "moving", "cause", "lessons", "evidence"]);
    expect(closeIncident(bare)).toMatchObject({ code: "incidents.close.duties" });
    expect(closeIncident({ ...ready, evidence: 0 })).toMatchObject({ code: "incidents.close.evidence" });
  });
});
