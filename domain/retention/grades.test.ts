import { expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { localDate } from "../shared/time";
import { backupsOf } from "./certificate";
import { type Grade, judgeProtection, type ProtectionKind } from "./grades";

const today = localDate("2026-11-22");

it.each<[Grade, ProtectionKind, string]>([
  ["C3", "one-way", "met"],
  ["C3", "sealed", "met"],
  ["C3", "clear", "short"],
  ["C3", "keyed-hash", "short"],
  ["C2", "sealed", "met"],
  ["C2", "keyed-hash", "met"],
  ["C2", "clear", "reasoned"],
  ["C1", "clear", "reasoned"],
])("%s kept %s: %s", (grade, protection, standing) => {
  const { value, basis } = judgeProtection({ grade, protection, owner: "staff" }, testRules(), today);
  expect(value).toBe(standing);
  expect(basis.map(({ ruleId }) => ruleId)).toEqual(["mipriv-classify-data", "law-jrt0171"]);
});

it.each<ProtectionKind>(["one-way", "sealed", "keyed-hash", "clear"])(
  "what opens a customer's card or account is never kept, not even %s",
  (protection) => {
    for (const owner of ["customer", "counterparty"] as const) {
      const { value, basis } = judgeProtection({ grade: "C3", protection, owner }, testRules(), today);
      expect(value).toBe("short");
      expect(basis.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining(["llpriv-never-store-sad", "trap-c3"]));
    }
    expect(judgeProtection({ grade: "C2", protection, owner: "customer" }, testRules(), today).value).not.toBe("short");
  },
);

it("answers for backups: their keys lie apart", () => {
  const { value, basis } = backupsOf(testRules(), today);
  expect(value).toBe("keys-apart");
  expect(basis.map(({ ruleId }) => ruleId)).toEqual(["mipriv-backup-isolate", "llpriv-backup-isolate"]);
});
