import { describe, expect, it } from "vitest";
import { termLeft } from "./term";

const at = (text: string) => Date.parse(`${text}+08:00`);
const term = (startsAt: string, expiresAt: string | null) => ({
  startsAt: new Date(at(startsAt)).toISOString(),
  requestedAt: "2020-01-01T00:00:00.000Z",
  expiresAt: expiresAt === null ? null : new Date(at(expiresAt)).toISOString(),
});
const STOP = term("2026-10-09T02:10:00", "2026-10-11T02:10:00");

describe("how much of a term is left", () => {
  it("is nothing where there is no term", () => {
    expect(termLeft(term("2026-10-09T02:10:00", null), at("2026-10-09T03:00:00"))).toBeNull();
  });
  it("tells a stop of 48 hours in hours, near from the first alarm on", () => {
    expect(termLeft(STOP, at("2026-10-09T02:10:00"))).toMatchObject({
      unit: "hours",
      left: 48,
      total: 48,
      level: "ok",
    });
    expect(termLeft(STOP, at("2026-10-10T14:11:00"))).toMatchObject({ unit: "hours", left: 12, level: "soon" });
  });
  it("tells the last hour in minutes, none of them lost", () => {
    expect(termLeft(STOP, at("2026-10-11T01:10:01"))).toMatchObject({ unit: "minutes", left: 60 });
    expect(termLeft(STOP, at("2026-10-11T02:09:59"))).toMatchObject({ unit: "minutes", left: 1, level: "soon" });
    expect(termLeft(STOP, at("2026-10-11T02:10:00"))).toMatchObject({ unit: "minutes", left: 0, level: "late" });
  });
  it("tells a freeze of months in days", () => {
    const freeze = term("2026-10-09T00:00:00", "2027-04-09T00:00:00");
    expect(termLeft(freeze, at("2026-10-09T00:00:00"))).toMatchObject({ unit: "days", left: 182, total: 182 });
    expect(termLeft(freeze, at("2027-04-03T00:00:00"))).toMatchObject({ unit: "days", left: 6, level: "soon" });
    expect(termLeft(freeze, at("2027-04-08T12:00:00"))).toMatchObject({ unit: "hours", left: 12 });
  });
  it("runs from when it was asked for where it says nothing else", () => {
    const asked = { startsAt: null, requestedAt: "2026-10-09T00:00:00.000Z", expiresAt: "2026-10-10T00:00:00.000Z" };
    expect(termLeft(asked, Date.parse("2026-10-09T12:00:00.000Z"))).toMatchObject({ gone: 12, total: 24 });
  });
});
