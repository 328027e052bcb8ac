import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { instant, localDate } from "../shared/time";
import { CODES, EVIDENCE_KIND_NAMES, EVIDENCE_KINDS } from "./codes";
import { decideAttach, decideDiscard, decideErase, decideFinish, decideServe, keepUntil } from "./decisions";
import { EVIDENCE_STATES, type EvidenceFile } from "./model";
import { EVIDENCE_POLICY } from "./policy";

const on = localDate("2026-10-09");
const now = instant("2026-10-09T14:32:00+08:00");
const file: EvidenceFile = {
  id: "f",
  kind: "trade-proof",
  state: "ready",
  uploadedBy: "person:a",
  uploadedAt: now,
  expiresAt: instant("2026-10-10T14:32:00+08:00"),
  bytes: 100,
  usedAt: null,
  keepUntil: localDate("2036-10-09"),
};

describe("decideAttach", () => {
  const request = { name: "a.jpg", bytes: 1, files: 0, uploads: 0 };
  const { maxBytes, maxFiles, maxUploads } = EVIDENCE_POLICY;

  it.each([
    [{}, true],
    [{ bytes: maxBytes }, true],
    [{ bytes: maxBytes + 1 }, "evidence.file.too-large"],
    [{ bytes: 0 }, "evidence.content.empty"],
    [{ name: "/" }, "evidence.file.empty-name"],
    [{ files: maxFiles - 1 }, true],
    [{ files: maxFiles }, "evidence.file.too-many"],
    [{ uploads: maxUploads - 1 }, true],
    [{ uploads: maxUploads }, "evidence.file.too-many-uploads"],
  ])("of %j says %j", (change, answer) => {
    const decision = decideAttach({ ...request, ...change });
    expect(decision.ok || decision.code).toBe(answer);
  });
});

describe("keepUntil", () => {
  it("counts the law's years from the day a file came in, and cites the law", () => {
    for (const kind of EVIDENCE_KIND_NAMES) {
      const kept = keepUntil(kind, "payment", on, testRules());
      const years = Number(testRules().figure("law-aml-34", "years", on).value);
      expect(kept.value, kind).toBe(`${2026 + years}-10-09`);
      expect(kept.basis.map(({ ruleId }) => ruleId)).toEqual(["law-aml-34"]);
    }
  });

  it("of a marketplace is that of trade, and of who its customer is no minimum at all", () => {
    const years = Number(testRules().figure("law-ecom-31", "years", on).value);
    for (const kind of EVIDENCE_KIND_NAMES) {
      const trade = ["trade", "casework"].includes(EVIDENCE_KINDS[kind].class);
      const kept = keepUntil(kind, "marketplace", on, testRules());
      expect(kept.value, kind).toBe(trade ? `${2026 + years}-10-09` : null);
      expect(kept.basis.map(({ ruleId }) => ruleId)).toEqual([trade ? "law-ecom-31" : "law-pipl-19"]);
    }
  });

  it("ends on the last day of February where there is no twenty-ninth", () => {
    const years = Number(testRules().figure("law-aml-34", "years", localDate("2028-02-29")).value);
    const kept = keepUntil("statement", "payment", localDate("2028-02-29"), testRules());
    expect(kept.value).toBe((2028 + years) % 4 === 0 ? `${2028 + years}-02-29` : `${2028 + years}-02-28`);
  });
});

describe("decideFinish", () => {
  it.each([
    [{ state: "uploading" }, 100, "finish"],
    [{ state: "uploading" }, 99, "evidence.file.incomplete"],
    [{ state: "uploading" }, 101, "evidence.file.incomplete"],
    [{ state: "uploading", expiresAt: now }, 100, "evidence.file.expired"],
    [{ state: "waiting" }, 100, "done"],
    [{ state: "ready" }, 0, "done"],
    [{ state: "refused" }, 100, "evidence.file.not-uploading"],
    [{ state: "erased" }, 100, "evidence.file.not-uploading"],
  ] as const)("of %j with %d bytes says %j", (change, received, answer) => {
    const decision = decideFinish({ ...file, ...change }, received, now);
    expect(decision.ok ? decision.value : decision.code).toBe(answer);
  });
});

describe("serving and taking back", () => {
  it("shows what is ready and nothing else", () => {
    const shown = EVIDENCE_STATES.filter((state) => decideServe({ state }).ok);
    expect(shown).toEqual(["ready"]);
    expect(decideServe({ state: "erased" })).toMatchObject({ code: "evidence.file.gone" });
  });

  it.each([
    [{}, "person:a", true],
    [{ state: "refused" }, "person:a", true],
    [{}, "person:b", "evidence.file.not-yours"],
    [{ usedAt: now }, "person:a", "evidence.file.used"],
    [{ state: "erased" }, "person:a", "evidence.file.gone"],
  ] as const)("of %j by %s says %j", (change, actor, answer) => {
    const decision = decideDiscard({ ...file, ...change }, actor);
    expect(decision.ok || decision.code).toBe(answer);
  });
});

describe("decideErase", () => {
  const at = (text: string, customerActive = false) =>
    ({ now: instant(text), customerActive, regime: "payment" }) as const;
  const over = at("2036-10-09T00:00:00+08:00");

  it.each([
    [{}, at("2036-10-08T23:59:59+08:00"), "evidence.file.kept-by-law"],
    [{}, over, true],
    [{}, { ...over, customerActive: true }, "evidence.file.customer-active"],
    [{ kind: "contact-proof", keepUntil: null }, at("2026-10-09T14:32:00+08:00", true), true],
    [{ state: "waiting" }, over, "evidence.file.not-ready"],
    [{ state: "erased" }, over, "evidence.file.gone"],
  ] as const)("of %j at %j says %j", (change, facts, answer) => {
    const decision = decideErase({ ...file, ...change }, facts, testRules());
    expect(decision.ok || decision.code).toBe(answer);
  });

  it("cites the rule of the file's kind", () => {
    const decision = decideErase(file, over, testRules());
    expect(decision.basis.map(({ ruleId }) => ruleId)).toEqual(["law-aml-34"]);
  });
});

it("every kind stands in the register with its rule", () => {
  expect(CODES.map(({ code }) => code)).toEqual(EVIDENCE_KIND_NAMES.map((name) => `evidence.kind.${name}`));
});
