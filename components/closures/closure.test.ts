import { describe, expect, it } from "vitest";
import { candidateStep, isMoving, kindsOpen, subjectFor } from "./closure";
import { candidateIdOf, candidatesInput, closureIdOf, closuresInput, requestHref } from "./paths";

const ID = "01a1ffc7-d9a3-7337-abd2-362b239af9d6";

describe("the ways of closing an account", () => {
  it("are those that have what they stand on", () => {
    expect(kindsOpen({ candidateId: null, lossReportId: null })).toEqual(["by-customer", "breach"]);
    expect(kindsOpen({ candidateId: ID, lossReportId: ID })).toEqual([
      "by-customer",
      "breach",
      "reclaim",
      "after-loss",
    ]);
    const door = { candidateId: "c", lossReportId: "l" };
    expect(subjectFor("reclaim", door)).toBe("c");
    expect(subjectFor("after-loss", door)).toBe("l");
    expect(subjectFor("breach", door)).toBeNull();
  });

  it("say when something may still move, and when an unused account may be proposed", () => {
    expect(isMoving({ state: "paying-out" })).toBe(true);
    expect(isMoving({ state: "requested" })).toBe(false);
    expect(candidateStep({ state: "noticed", may: { propose: true, dismiss: true } })).toBe("ready");
    expect(candidateStep({ state: "noticed", may: { propose: false, dismiss: true } })).toBe("noticed");
  });
});

describe("addresses of closings", () => {
  it("show what is under way unless told otherwise, and name one thing", () => {
    expect(closuresInput({}).filters.state).toEqual(["requested", "approved", "paying-out", "closing"]);
    expect(candidatesInput({}).filters.state).toEqual(["found", "noticed", "proposed"]);
    expect(closureIdOf(`/closures/${ID}`)).toBe(ID);
    expect(closureIdOf(`/closures/unused/${ID}`)).toBeNull();
    expect(candidateIdOf(`/closures/unused/${ID}`)).toBe(ID);
    expect(requestHref("a", { kind: "reclaim", subjectId: "s" })).toBe(
      "/closures/new?account=a&kind=reclaim&subject=s",
    );
  });
});
