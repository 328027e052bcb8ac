import { describe, expect, it } from "vitest";
import { noticeLink, noticeParams } from "./codes";

describe("what a notice may say", () => {
  it("is numbers, codes, dates and counts", () => {
    const said = {
      number: "LV-000042",
      due: "2026-10-12",
      until: "2026-10-12T15:59:59.999Z",
      count: 3,
      kind: "large-value",
    };
    expect(noticeParams.parse(said)).toEqual(said);
  });

  it.each([
    { number: "苏安晏" },
    { number: "6222021234567890123" },
    { kind: "Su Anyan" },
    { reason: "su.anyan@example.com" },
    { number: "LV-000042\r\nBcc: x@example.com" },
    { name: "x" },
  ])("has no place for %o", (said) => {
    expect(noticeParams.safeParse(said).success).toBe(false);
  });

  it("opens a thing by its id alone", () => {
    expect(noticeLink.safeParse({ type: "approval", id: "https://elsewhere.example" }).success).toBe(false);
    expect(noticeLink.safeParse({ type: "//elsewhere", id: "019a0000-0000-7000-8000-000000000000" }).success).toBe(
      false,
    );
  });
});
