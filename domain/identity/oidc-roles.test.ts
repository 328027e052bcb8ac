import { describe, expect, it } from "vitest";
import { grantsOfGroups, readGroupMap, reconcile } from "./oidc-roles";

const pay = (role: "administrator" | "auditor" | "compliance-lead" | "compliance-officer" | "kyc-reviewer") => ({
  programmeId: "pay",
  role,
});

describe("a map of groups", () => {
  it("is read whole or not at all", () => {
    const map = readGroupMap('{"leads":"pay:compliance-lead","kyc":["pay:kyc-reviewer","mall:kyc-reviewer"]}');
    expect(map && grantsOfGroups(["kyc", "leads", "kyc", "strangers"], map)).toEqual([
      pay("kyc-reviewer"),
      { programmeId: "mall", role: "kyc-reviewer" },
      pay("compliance-lead"),
    ]);
    for (const text of [
      "",
      "[]",
      "null",
      "{",
      '{"a":"pay:king"}',
      '{"a":"kyc-reviewer"}',
      '{"a":7}',
      '{"a":[["pay:auditor"]]}',
    ]) {
      expect(readGroupMap(text)).toBeUndefined();
    }
  });
});

describe("groups against what is held", () => {
  it("grant what is missing and end what no group stands for", () => {
    const held = [
      { ...pay("kyc-reviewer"), source: "oidc" },
      { ...pay("compliance-officer"), source: "oidc" },
    ];
    expect(reconcile(held, [pay("compliance-officer")])).toEqual({
      grant: [],
      end: [pay("kyc-reviewer")],
      conflicting: [],
    });
    expect(reconcile([], [pay("kyc-reviewer")])).toMatchObject({ grant: [pay("kyc-reviewer")], end: [] });
  });

  it("leave alone what was given in the console", () => {
    expect(reconcile([{ ...pay("auditor"), source: "console" }], [])).toMatchObject({ end: [] });
  });

  it("never bring together duties that conflict", () => {
    expect(reconcile([{ ...pay("auditor"), source: "console" }], [pay("compliance-lead")])).toMatchObject({
      grant: [],
      conflicting: [pay("compliance-lead")],
    });
    expect(reconcile([], [pay("compliance-lead"), pay("compliance-officer")])).toMatchObject({
      grant: [pay("compliance-lead")],
      conflicting: [pay("compliance-officer")],
    });
    // One that ends makes room.
    expect(reconcile([{ ...pay("compliance-officer"), source: "oidc" }], [pay("compliance-lead")])).toMatchObject({
      grant: [pay("compliance-lead")],
      end: [pay("compliance-officer")],
    });
  });
});
