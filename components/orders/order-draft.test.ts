import { describe, expect, it } from "vitest";
import { paperInput } from "@/domain/orders/schema";
import { basesFor, changed, EMPTY_DRAFT, paperFrom, toggled } from "./order-draft";

const NOW = "2026-10-09T06:32:00.000Z";
const FILLED = {
  ...EMPTY_DRAFT,
  authorityName: " 示例市公安局 ",
  caseNumber: "1号",
  targetName: "A-000001",
  termCount: "6",
};

describe("the form of an order", () => {
  it("offers the bases an authority has for an act, and lets a wrong paper be entered", () => {
    expect(basesFor("police", "freeze")).toContain("criminal");
    expect(basesFor("pboc", "freeze")).toEqual(["aml-freeze"]);
    expect(basesFor("police", "deduct")).toEqual(["enforcement"]);
    expect(basesFor("foreign", "stop")).toEqual(["fraud-stop"]);
  });

  it("keeps the basis fitting, with its own unit of time", () => {
    expect(changed(EMPTY_DRAFT, { act: "stop" })).toMatchObject({ basis: "fraud-stop", termUnit: "hours" });
    expect(changed(EMPTY_DRAFT, { authority: "court" })).toMatchObject({ basis: "civil", termUnit: "years" });
    expect(changed(EMPTY_DRAFT, { authority: "procuratorate" })).toMatchObject({ basis: "criminal" });
  });

  it("is no paper without an office and a case, and is one as the server reads it", () => {
    expect(paperFrom(EMPTY_DRAFT, NOW)).toBeNull();
    const paper = paperFrom(FILLED, NOW);
    expect(paper).toMatchObject({ authorityName: "示例市公安局", term: { unit: "months", count: 6 }, officers: [] });
    expect(paperInput.safeParse(paper).success).toBe(true);
  });

  it("states money only where the act moves it, and a term only where it holds", () => {
    const sum = { scope: "amount", amount: "12.34" } as const;
    expect(paperFrom({ ...FILLED, ...sum }, NOW)?.extent).toEqual({ scope: "amount", amountMinor: 1_234n });
    expect(paperFrom({ ...FILLED, ...sum, act: "deduct" }, NOW)).toMatchObject({
      term: null,
      extent: { amountMinor: 1_234n },
    });
    expect(paperFrom({ ...FILLED, act: "query", basis: "query" }, NOW)).toMatchObject({ extent: null, term: null });
    expect(paperFrom({ ...FILLED, termUnit: "until", termUntil: "2026-12-31" }, NOW)?.term).toEqual({
      unit: "until",
      on: "2026-12-31",
    });
    expect(paperFrom({ ...FILLED, termCount: "0" }, NOW)?.term).toBeNull();
    const release = paperFrom({ ...FILLED, act: "release", aboutId: "01920000-0000-7000-8000-00000000abcd" }, NOW);
    expect(release).toMatchObject({ targetName: "", aboutId: "01920000-0000-7000-8000-00000000abcd", term: null });
  });

  it("puts in and takes out", () => {
    expect(toggled(["a"], "b", true)).toEqual(["a", "b"]);
    expect(toggled(["a", "b"], "a", false)).toEqual(["b"]);
  });
});
