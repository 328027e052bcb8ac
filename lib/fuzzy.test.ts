import { describe, expect, it } from "vitest";
import { closeness, fitting } from "./fuzzy";

describe("fuzzy fit", () => {
  it("ranks the beginning before the middle before what leaves signs out", () => {
    expect(closeness("导出", ["导出大额交易清单"])).toBe(0);
    expect(closeness("大额", ["导出大额交易清单"])).toBe(1);
    expect(closeness("导大额", ["导出大额交易清单"])).toBe(2);
    expect(closeness("额大", ["导出大额交易清单"])).toBeNull();
  });
  it("takes initials, but no letters from anywhere", () => {
    expect(closeness("dt", ["due today"])).toBe(2);
    expect(closeness("due tod", ["due today"])).toBe(1);
    expect(closeness("TODAY due", ["due today"])).toBe(1);
    expect(closeness("ey", ["due today"])).toBeNull();
    expect(closeness("ｄｕｅ", ["due today"])).toBe(0);
  });
  it("finds everything for nothing typed, and each word in any text", () => {
    expect(closeness("  ", ["x"])).toBe(0);
    expect(closeness("离岗 leave", ["登记离岗", "leave away"])).toBe(1);
  });
  it("sorts the closest first and keeps the order of equals", () => {
    const found = fitting("大额", ["看大额", "大额报告", "导出大额", "审计"], (text) => [text]);
    expect(found).toEqual(["大额报告", "看大额", "导出大额"]);
  });
});
