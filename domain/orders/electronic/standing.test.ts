import { describe, expect, it } from "vitest";
import { instant } from "../../shared/time";
import { basisOf, giverOf, standingOf } from "./standing";

const AT = instant("2026-10-09T02:10:00+08:00");

describe("an order of the platform beside a paper", () => {
  it("rests on what its act rests on at the counter", () => {
    expect(basisOf("stop", true)).toBe("fraud-stop");
    expect(basisOf("freeze", false)).toBe("criminal");
    expect(basisOf("freeze", true)).toBe("criminal-complex");
  });

  it("counts as the office's kind where that may give it, and never as a court", () => {
    expect(giverOf("criminal", "procuratorate")).toBe("procuratorate");
    expect(giverOf("fraud-stop", "procuratorate")).toBe("police");
    expect(giverOf("criminal", "state-security")).toBe("police");
    expect(giverOf("criminal", "court")).toBe("police");
    expect(giverOf("criminal", null)).toBe("police");
  });

  it("stands as papers do", () => {
    const held = { state: "executed", inForceAt: null, endedAt: null } as const;
    expect(standingOf(held)).toBe("registered");
    expect(standingOf({ ...held, state: "answered", inForceAt: AT })).toBe("in-force");
    expect(standingOf({ ...held, state: "queued" })).toBe("queued");
    expect(standingOf({ ...held, state: "answered", inForceAt: AT, endedAt: AT })).toBe("released");
    expect(standingOf({ ...held, state: "refused" })).toBe("failed");
    expect(standingOf({ ...held, state: "mismatch" })).toBe("failed");
  });
});
