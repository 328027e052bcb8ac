import { describe, expect, it } from "vitest";
import { leftOf, nextStepOf } from "./incident";

const duty = (change: object = {}) => ({ state: "running", late: false, duty: "pboc", ...change }) as never;
const item = (change: object = {}) =>
  ({ state: "open", duties: [], counted: { named: 0 }, gaps: [], ...change }) as never as Parameters<
    typeof nextStepOf
  >[0];

describe("what is done next about an incident", () => {
  it("is what is late, then what is due, then the people, then the end", () => {
    expect(nextStepOf(item({ duties: [duty(), duty({ late: true })] })).key).toBe("late");
    expect(nextStepOf(item({ duties: [duty()] })).key).toBe("duty");
    expect(nextStepOf(item({ counted: { named: 1 } })).key).toBe("notice");
    expect(nextStepOf(item({ gaps: ["lessons"] })).key).toBe("close");
    expect(nextStepOf(item({ gaps: ["cause"] })).key).toBe("gaps");
    expect(nextStepOf(item({ state: "closed", duties: [duty({ late: true })] })).key).toBe("ended");
  });

  it("tells the time left and the time over", () => {
    expect(leftOf("2026-10-09T10:00:00.000Z", "2026-10-09T08:29:30.000Z")).toEqual({
      over: false,
      hours: 1,
      minutes: 30,
    });
    expect(leftOf("2026-10-09T10:00:00.000Z", "2026-10-09T11:01:00.000Z")).toEqual({
      over: true,
      hours: 1,
      minutes: 1,
    });
  });
});
