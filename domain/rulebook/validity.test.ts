import { describe, expect, it } from "vitest";
import { instant, localDate } from "../shared/time";
import { parseFigure } from "./figures";
import type { Figure, RuleVersion } from "./model";
import { versionOf } from "./testing";
import { validateRulebook } from "./validity";

const faultsOf = (...versions: readonly RuleVersion[]) => validateRulebook(versions).map(({ fault }) => fault);

describe("validateRulebook", () => {
  it("finds nothing wrong with rows that rest on law and follow each other", () => {
    const first = versionOf({ validTo: localDate("2025-12-31") });
    const second = versionOf({ version: 2, validFrom: localDate("2026-01-01") });
    const seed = versionOf({ id: "mipay-example", kind: "limit", lawBehind: ["law-example"] });
    expect(validateRulebook([first, second, seed])).toEqual([]);
  });

  it("names the row and what is wrong with it", () => {
    expect(validateRulebook([versionOf({ id: "law-x", version: 4, lawBehind: ["law-none"] })])).toEqual([
      { id: "law-x", version: 4, fault: "unknown-law", detail: "law-none" },
    ]);
  });

  it("finds the same version twice in one source, and takes it from two", () => {
    expect(faultsOf(versionOf({}), versionOf({}))).toEqual(["duplicate-version"]);
    expect(faultsOf(versionOf({}), versionOf({ source: "console" }))).toEqual([]);
  });

  it("finds versions that hold on the same day, unless the later was learnt later", () => {
    const second = versionOf({ version: 2, validFrom: localDate("2026-01-01") });
    expect(faultsOf(versionOf({ validTo: localDate("2026-01-01") }), second)).toEqual(["overlapping-versions"]);
    expect(faultsOf(versionOf({}), { ...second, knownFrom: instant("2026-06-01T00:00:00Z") })).toEqual([]);
    expect(faultsOf(versionOf({}), { ...second, knownFrom: instant("2025-06-01T00:00:00Z") })).toEqual([
      "overlapping-versions",
    ]);
  });

  it("finds a row that ends before it starts", () => {
    const dates = { validFrom: localDate("2026-01-02"), validTo: localDate("2026-01-01") };
    expect(faultsOf(versionOf(dates))).toEqual(["ends-before-start"]);
  });

  it("finds a law behind that is not law", () => {
    const seed = versionOf({ id: "mipay-example", kind: "limit" });
    expect(faultsOf(seed, versionOf({ lawBehind: ["mipay-example"] }))).toEqual(["law-of-other-kind"]);
  });

  it("finds figures that do not parse or share a name", () => {
    const figure = parseFigure("days <= 5 working-day");
    const broken: Figure = { ...figure, value: "five" };
    expect(faultsOf(versionOf({ figures: [figure, figure] }))).toEqual(["duplicate-figure"]);
    expect(faultsOf(versionOf({ figures: [broken] }))).toEqual(["malformed-figure"]);
  });

  it("finds titles that are missing or in the other language, and a missing clause", () => {
    expect(faultsOf(versionOf({ title: { zh: "", en: "Example" } }))).toEqual(["title-missing"]);
    expect(faultsOf(versionOf({ title: { zh: "Example", en: "示例" } }))).toEqual(["title-missing", "title-missing"]);
    expect(faultsOf(versionOf({ clause: " " }))).toEqual(["clause-missing"]);
  });
});
