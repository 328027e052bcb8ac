import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant, localDate } from "@/domain/shared/time";
import { formatMoney, moneyParts } from "./money";
import { formatBytes, formatCapped, formatCount, formatDelta, formatPercent } from "./number";
import { formatRegion } from "./region";
import { formatDateTime, formatDuration, formatRelative, formatShort, formatTime, formatWeekday } from "./time";

const now = instant("2026-10-09T06:32:08Z");

describe("money", () => {
  it.each([
    [3839868n, "CNY", "38,398.68"],
    [0n, "CNY", "0.00"],
    [5n, "CNY", "0.05"],
    [-120000n, "CNY", "\u22121,200.00"],
    [-5n, "CNY", "\u22120.05"],
    [1234567n, "JPY", "1,234,567"],
    [9223372036854775807n, "CNY", "92,233,720,368,547,758.07"],
  ])("%s %s reads %s", (minor, currency, text) => {
    expect(formatMoney({ minor, currency })).toBe(text);
  });
  it("loses no fen at any size", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (minor) => {
        const { sign, whole, fraction } = moneyParts({ minor, currency: "CNY" });
        const back = BigInt((whole + fraction).replace(/[,.]/g, ""));
        expect(sign === "" ? back : -back).toBe(minor);
      }),
    );
  });
});

describe("numbers", () => {
  it("groups, signs and caps", () => {
    expect(formatCount(1284000, "zh-CN")).toBe("1,284,000");
    expect(formatCount(-12, "en")).toBe("\u221212");
    expect(formatCapped(10000, true, "en")).toBe("10,000+");
    expect(formatCapped(9999, false, "en")).toBe("9,999");
    expect([formatDelta(3, "en"), formatDelta(0, "en"), formatDelta(-4, "en")]).toEqual(["+3", "±0", "\u22124"]);
    expect(formatPercent(0.2249, "zh-CN", 1)).toBe("22.5%");
  });
  it("names sizes of files", () => {
    expect(formatBytes(482_113, "en")).toBe("482 kB");
    expect(formatBytes(1_073_741_824, "en")).toBe("1.1 GB");
    expect(formatBytes(0, "en")).toBe("0 bytes");
  });
});

describe("regions", () => {
  it("are named in both languages", () => {
    expect([formatRegion("CN", "zh-CN"), formatRegion("CN", "en")]).toEqual(["中国", "China"]);
    expect(formatRegion("other", "en")).toBe("other");
  });
});

describe("time", () => {
  it("is told in Asia/Shanghai whatever the machine's zone", () => {
    expect(formatDateTime(now)).toBe("2026-10-09 14:32");
    expect(formatDateTime(instant("2026-10-08T16:00:00Z"), { seconds: true })).toBe("2026-10-09 00:00:00");
    expect(formatTime(now, { seconds: true })).toBe("14:32:08");
  });
  it("names weekdays in both languages", () => {
    expect(formatWeekday(localDate("2026-10-09"), "zh-CN")).toBe("周五");
    expect(formatWeekday(localDate("2026-10-11"), "en")).toBe("Sun");
  });
  it("shortens by distance", () => {
    expect(formatShort(instant("2026-10-09T05:52:00Z"), now)).toBe("13:52");
    expect(formatShort(instant("2026-10-08T05:52:00Z"), now)).toBe("10-08");
    expect(formatShort(instant("2025-10-08T05:52:00Z"), now)).toBe("2025-10-08");
  });
  it("tells lengths in at most two units", () => {
    expect(formatDuration(92, "en")).toBe("1 min 32 sec");
    expect(formatDuration(4320, "zh-CN")).toBe("1小时 12分钟");
    expect(formatDuration(3605, "en")).toBe("1 hr");
    expect(formatDuration(-3, "en")).toBe("0 sec");
  });
  it("tells distances from now", () => {
    expect(formatRelative(instant("2026-10-09T06:29:00Z"), now, "en")).toBe("3 minutes ago");
    expect(formatRelative(instant("2026-10-11T06:32:08Z"), now, "zh-CN")).toBe("后天");
  });
});
