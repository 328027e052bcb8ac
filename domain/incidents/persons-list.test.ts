import { describe, expect, it } from "vitest";
import { readList } from "./persons-list";
import { MAX_LIST_LINES } from "./policy";
import { progressOf } from "./progress";

const read = (content: string) => {
  const list = readList(content);
  if (!list.ok) throw new Error(list.code);
  return list.value;
};

describe("an uploaded list", () => {
  it("is read line by line: heading, columns, quotes, blank lines, case and mark left aside", () => {
    const list = read('\ufeff客户编号,备注\r\nC-000001,甲\r\n\r\n"c-000002"\t乙\nC-000001');
    expect(list).toEqual({
      lines: [
        { line: 2, number: "C-000001" },
        { line: 4, number: "C-000002" },
      ],
      faults: [],
      repeated: 1,
    });
  });

  it("names every line that is no number, by its place, and shows no more of it than finds it", () => {
    const list = read(`C-000001\n13800000000\n${"9".repeat(99)}`);
    expect(list.faults).toEqual([
      { line: 2, text: "13800000000", problem: "malformed" },
      { line: 3, text: "9".repeat(24), problem: "malformed" },
    ]);
  });

  it("is neither empty nor endless", () => {
    expect(readList(" \n\n")).toMatchObject({ code: "incidents.list.empty" });
    const lines = (count: number) =>
      Array.from({ length: count }, (_, at) => `C-${String(at + 1).padStart(6, "0")}`).join("\n");
    expect(readList(lines(MAX_LIST_LINES)).ok).toBe(true);
    expect(readList(lines(MAX_LIST_LINES + 1))).toMatchObject({ code: "incidents.list.too-long" });
  });
});

describe("how far a mass notice has come", () => {
  const at = (minutes: number) => new Date(Date.UTC(2026, 9, 9, 6, minutes)).toISOString() as never;
  it("counts rate and time left, and never says all before it is so", () => {
    expect(progressOf({ total: 1000, told: 999, startedAt: at(0), lastAt: at(9) })).toEqual({
      total: 1000,
      told: 999,
      left: 1,
      percent: 99,
      perMinute: 111,
      minutesLeft: 1,
    });
  });

  it("says nothing it cannot know", () => {
    const fresh = progressOf({ total: 10, told: 0, startedAt: at(0), lastAt: at(0) });
    expect(fresh).toMatchObject({ percent: 0, perMinute: null, minutesLeft: null });
    expect(progressOf({ total: 0, told: 0, startedAt: null, lastAt: null })).toMatchObject({
      percent: 0,
      minutesLeft: 0,
    });
  });
});
