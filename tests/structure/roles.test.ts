import { describe, expect, it } from "vitest";
import { CONFLICTING_ROLES, ROLE_NAMES, rolesAreCompatible } from "@/domain/identity/roles";
import {
  CLIENT_PERMISSIONS,
  clearanceOf,
  PERMISSIONS,
  permissionsOf,
  ROLE_PERMISSIONS,
  SYSTEM_PERMISSIONS,
} from "@/domain/permissions";
import { misplacedDuties, unheld } from "./checks/roles";

describe("duties", () => {
  it("are in the right hands", () => {
    expect(misplacedDuties(ROLE_PERMISSIONS, SYSTEM_PERMISSIONS)).toEqual([]);
  });

  it("are all somebody's", () => {
    expect(unheld(Object.keys(PERMISSIONS), ROLE_PERMISSIONS, SYSTEM_PERMISSIONS, CLIENT_PERMISSIONS)).toEqual([]);
  });

  it("never meet in one person, whatever roles he may hold together", () => {
    const pairs = ROLE_NAMES.flatMap((a) => ROLE_NAMES.map((b) => [a, b] as const)).filter(([a, b]) => a < b);
    const together = pairs.filter((pair) => rolesAreCompatible(pair));
    expect(together.length + CONFLICTING_ROLES.length).toBe(pairs.length);
    const combined = Object.fromEntries(together.map((pair) => [pair.join("+"), [...permissionsOf(pair)]]));
    expect(misplacedDuties(combined, {})).toEqual([]);
  });

  it("open suspicion to cleared roles alone", () => {
    expect(ROLE_NAMES.filter((role) => clearanceOf([role]) === "suspicion")).toEqual([
      "aml-analyst",
      "compliance-lead",
    ]);
    expect(clearanceOf(["customer-service", "aml-analyst"])).toBe("suspicion");
  });

  it.each([
    [{ "team-lead": ["ingestion.process"] }, "team-lead: ingestion.process is for the system"],
    [
      { "team-lead": ["controls.request", "controls.approve"] },
      "team-lead: controls.request together with controls.approve",
    ],
    [{ "team-lead": ["audit.read", "audit.read"] }, "team-lead: audit.read twice"],
    [{ administrator: ["customers.read"] }, "administrator: customers.read"],
    [{ auditor: ["controls.request"] }, "auditor: controls.request"],
  ])("are found in the wrong hands: %o", (roles, finding) => {
    expect(misplacedDuties(roles as Record<string, string[]>, {})).toEqual([finding]);
  });

  it("are found with the system, and with nobody", () => {
    expect(misplacedDuties({}, { "system:worker": ["approvals.decide"] })).toEqual([
      "system:worker: approvals.decide is a person's",
    ]);
    expect(unheld(["a.read", "b.read"], { x: ["a.read"] })).toEqual(["b.read"]);
  });
});
