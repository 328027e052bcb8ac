import { expect, it } from "vitest";
import { versionOf } from "@/domain/rulebook/testing";
import { localDate } from "@/domain/shared/time";
import { RULE_FILES } from "@/rulebook";
import { calendar, createCatalogue, entryOf, rules } from "./catalogue";

const on = localDate("2026-11-20");

it("answers from the files", () => {
  expect(rules().all()).toHaveLength(RULE_FILES.length);
  expect(rules()).toBe(rules());
  expect(createCatalogue().clashes).toEqual([]);
});

it("lets a console version win, and says when the files have moved on under it", () => {
  const change = versionOf({ id: "law-hvt-5wd", version: 2, source: "console" });
  const seen = createCatalogue([change]);
  expect(seen.rules.ref("law-hvt-5wd", on)).toEqual({ ruleId: "law-hvt-5wd", version: 2 });
  expect(seen.clashes).toEqual([]);
  const unseen = createCatalogue([{ ...change, version: 1 }]);
  expect(unseen.clashes.map(({ id }) => id)).toEqual(["law-hvt-5wd"]);
});

it("gives the official calendar", () => {
  expect(calendar().isWorkingDay(localDate("2026-10-10"))).toBe(true);
  expect(calendar().isWorkingDay(localDate("2026-10-01"))).toBe(false);
});

it("shows every row with its document, and the level of those that are counted", () => {
  const entries = RULE_FILES.map(entryOf);
  expect(entries.filter(({ required }) => required !== null)).toHaveLength(443);
  expect(entries.find(({ version }) => version.id === "law-cdd-2007")?.document).toMatchObject({
    state: "superseded",
    successor: "cdd-2026",
  });
  expect(() => entryOf(versionOf({ document: "nowhere" }))).toThrow("unknown document: nowhere");
});
