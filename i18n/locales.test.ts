import { describe, expect, it } from "vitest";
import { chooseLocale } from "./locales";

describe("chooseLocale", () => {
  it.each([
    ["en", "zh-CN", "en"],
    ["zh-CN", "en-GB", "zh-CN"],
    [undefined, "en-GB,en;q=0.9,zh;q=0.8", "en"],
    [undefined, "fr, zh-TW;q=0.5, en;q=0.4", "zh-CN"],
    [undefined, "en;q=0.1, zh-CN;q=0.9", "zh-CN"],
    [undefined, "en;q=0, zh", "zh-CN"],
    [undefined, "fr", "zh-CN"],
    [undefined, null, "zh-CN"],
    ["../../etc", "en", "en"],
  ])("remembered %s, browser %s: %s", (remembered, header, expected) => {
    expect(chooseLocale(remembered, header)).toBe(expected);
  });
});
