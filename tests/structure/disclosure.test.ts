import { describe, expect, it } from "vitest";
import { CLASSIFICATION } from "@/db/classification";
import { DATA_MAP, SECTIONS } from "@/db/data-map";
import { DISCLOSURES } from "@/domain/packages/disclosure/disclosure";
import { toldIn } from "@/server/packages/told";
import { hasWords, wordsOf } from "@/server/packages/words";

const told = Object.entries(DATA_MAP).flatMap(([table, { disclose }]) => ("section" in disclose ? [table] : []));
const personal = (table: string) =>
  Object.entries(CLASSIFICATION[table] ?? {}).flatMap(([column, of]) =>
    typeof of === "object" && of.of !== "staff" ? [{ column, sealed: of.protection.kind === "sealed" }] : [],
  );

const LANGUAGES = ["zh-CN", "en"] as const;

describe("what a package tells", () => {
  it("is every table the data map tells, and no other", () =>
    expect(Object.keys(DISCLOSURES).sort()).toEqual([...told].sort()));

  it("is every personal column of them, or says why not", () => {
    const silent = told.flatMap((table) =>
      personal(table)
        .filter(({ column }) => !DISCLOSURES[table]?.columns[column] && !DISCLOSURES[table]?.leaves?.[column])
        .map(({ column }) => `${table}.${column}`),
    );
    expect(silent).toEqual([]);
  });

  it("names columns that are there, and opens what is sealed", () => {
    const wrong = Object.entries(DISCLOSURES).flatMap(([table, { columns }]) =>
      Object.entries(columns).flatMap(([column, { sealed }]) => {
        const known = personal(table).find((one) => one.column === column);
        const there = CLASSIFICATION[table]?.[column] !== undefined;
        return there && (known?.sealed ?? false) === (sealed ?? false) ? [] : [`${table}.${column}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("masks whatever is of somebody else", () =>
    expect(
      ["counterparties", "representatives", "ownership_stakes"].flatMap((table) =>
        Object.entries(DISCLOSURES[table]?.columns ?? {}).filter(([, { sealed, mask }]) => sealed && !mask),
      ),
    ).toEqual([]));

  it("has words in both languages for every field, table, section and kind of code", () => {
    const missing = LANGUAGES.flatMap((language) => {
      const words = wordsOf(language);
      const named = (group: object, name: string) => (name in group ? [] : [`${language}: ${name}`]);
      return [
        ...SECTIONS.flatMap((section) => named(words.sections, section)),
        ...toldIn("access").sections.flatMap(({ tables }) => tables.flatMap(({ as }) => named(words.tables, as))),
        ...Object.values(DISCLOSURES).flatMap(({ columns }) =>
          Object.values(columns).flatMap((of) => [
            ...named(words.fields, of.as),
            ...(of.words && !hasWords(language, of.words) ? [`${language}: ${of.words}`] : []),
          ]),
        ),
      ];
    });
    expect(missing).toEqual([]);
  });
});
