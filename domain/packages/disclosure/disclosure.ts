import type { PackageForm } from "../model";
import { type Disclosures, PORTABLE, type Told } from "./model";
import { RECORDS } from "./records";
import { REGISTERS } from "./registers";
import { WORK } from "./work";

/**
 * How each table that the data map tells a subject of is told: column by column, in the order of reading. What the data map
 * tells and this leaves out fails a test, and the other way round.
 */
export const DISCLOSURES: Disclosures = { ...RECORDS, ...WORK, ...REGISTERS };

/** Told within another table's rows: the other side of a transaction. */
export const WITHIN: Readonly<Record<string, string>> = { counterparties: "transactions" };

export type ToldColumn = { readonly column: string; readonly told: Told };
export type ToldTable = { readonly table: string; readonly as: string; readonly columns: readonly ToldColumn[] };
export type ToldSection = { readonly section: string; readonly tables: readonly ToldTable[] };

/** What the data map says of a table, as far as a package asks: its section, or that it is not told. */
export type Mapped = Readonly<
  Record<string, { readonly disclose: { readonly section: string } | { readonly not: string } }>
>;

const goes = (form: PackageForm, { origin }: Told): boolean => form !== "portability" || PORTABLE.includes(origin);
const camel = (name: string): string => name.replace(/_(\w)/g, (_, sign: string) => sign.toUpperCase());

function tableOf(form: PackageForm, table: string): ToldTable {
  const columns = Object.entries(DISCLOSURES[table]?.columns ?? {})
    .map(([column, told]) => ({ column, told }))
    .filter(({ told }) => goes(form, told));
  return { table, as: camel(table), columns };
}

/**
 * What a package of a form tells, section by section: everything, or for one that moves with the subject only what he gave
 * or what his contract brought, and nothing that was worked out. Sections are there whether or not anything is in them.
 */
export function sectionsOf(form: PackageForm, sections: readonly string[], map: Mapped): readonly ToldSection[] {
  return sections.flatMap((section): readonly ToldSection[] => {
    const tables = Object.entries(map)
      .filter(([table, { disclose }]) => "section" in disclose && disclose.section === section && !(table in WITHIN))
      .map(([table]) => tableOf(form, table))
      .filter(({ columns }) => columns.length > 0);
    return tables.length === 0 ? [] : [{ section, tables }];
  });
}

/** What of the other side is told with a transaction. */
export const otherSideOf = (form: PackageForm): readonly ToldColumn[] => tableOf(form, "counterparties").columns;
