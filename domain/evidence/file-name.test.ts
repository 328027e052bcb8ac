import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanName } from "./file-name";
import { EVIDENCE_POLICY } from "./policy";

describe("cleanName", () => {
  it.each([
    ["合同.pdf", "合同.pdf"],
    ["../../etc/passwd", "passwd"],
    ["C:\\temp\\scan.jpg", "scan.jpg"],
    ["\u202Egpj.exe", "gpj.exe"],
    ["a\r\nSet-Cookie: x.jpg", "aSet-Cookie_ x.jpg"],
    ['<img src=x onerror="a">.png', "_img src=x onerror=_a__.png"],
    ["....", ""],
    [" .hidden", "hidden"],
    ["", ""],
    ["\u0000\u0007", ""],
  ])("turns %j into %j", (raw, clean) => {
    expect(cleanName(raw)).toBe(clean);
  });

  it("keeps the ending of a long name", () => {
    const name = cleanName(`${"长".repeat(300)}.pdf`);
    expect([...name]).toHaveLength(EVIDENCE_POLICY.nameMax);
    expect(name.endsWith("长.pdf")).toBe(true);
  });

  it("never leaves what means something elsewhere, and changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (raw) => {
        const name = cleanName(raw);
        expect(name).not.toMatch(/[\\/:*?"<>|%\p{Cc}\p{Cf}]/u);
        expect(name.startsWith(".")).toBe(false);
        expect([...name].length).toBeLessThanOrEqual(EVIDENCE_POLICY.nameMax);
        expect(cleanName(name).length).toBeLessThanOrEqual(name.length);
      }),
    );
  });
});
