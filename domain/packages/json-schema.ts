import type { ToldColumn, ToldSection, ToldTable } from "./disclosure/disclosure";
import type { Told } from "./disclosure/model";
import { PACKAGE_FORMS, type PackageForm } from "./model";

/** The version of the machine-readable form: another number when a reader of the old one would stumble. */
export const SCHEMA_VERSION = 1;
export const schemaId = (form: PackageForm): string => `urn:hegui:subject-package:${SCHEMA_VERSION}:${form}`;

type Schema = { readonly [name: string]: unknown };

const TYPES: Readonly<Record<Told["kind"], Schema>> = {
  text: { type: ["string", "null"] },
  code: { type: ["string", "null"] },
  codes: { type: ["array", "null"], items: { type: "string" } },
  partner: { type: ["string", "null"] },
  account: { type: ["string", "null"] },
  date: { type: ["string", "null"], format: "date" },
  moment: { type: ["string", "null"], format: "date-time" },
  amount: { type: ["string", "null"], pattern: "^-?\\d+(\\.\\d+)?$" },
  number: { type: ["number", "null"] },
  flag: { type: ["boolean", "null"] },
  document: { type: ["object", "array", "null"] },
  message: { type: ["object", "null"], additionalProperties: { type: ["string", "null"] } },
};

const propertyOf = ({ told }: ToldColumn): [string, Schema] => [
  told.as,
  { ...TYPES[told.kind], description: told.what },
];

function rowsOf({ table, columns }: ToldTable, otherSide: readonly ToldColumn[]): Schema {
  const all = table === "transactions" ? [...columns, ...otherSide] : columns;
  return {
    type: "array",
    items: {
      type: "object",
      properties: Object.fromEntries(all.map(propertyOf)),
      required: all.map(({ told }) => told.as),
      additionalProperties: false,
    },
  };
}

const objectOf = (properties: readonly (readonly [string, Schema])[]): Schema => ({
  type: "object",
  properties: Object.fromEntries(properties),
  required: properties.map(([name]) => name),
  additionalProperties: false,
});

const textOf = (description: string, more: Schema = {}): Schema => ({ type: "string", ...more, description });

/** The schema (JSON Schema 2020-12) of a package's data.json: what each part is, and that nothing else stands in it. */
export function packageSchema(
  form: PackageForm,
  sections: readonly ToldSection[],
  otherSide: readonly ToldColumn[],
): Schema {
  const header = objectOf([
    ["number", textOf("Number of the package")],
    ["form", textOf("What it is for", { enum: PACKAGE_FORMS })],
    ["institution", textOf("Who holds the data")],
    ["asOf", textOf("When it was put together", { format: "date-time" })],
    ["language", textOf("Language of what is meant to be read", { enum: ["zh-CN", "en"] })],
  ]);
  const told = sections.map(({ section, tables }): [string, Schema] => [
    section,
    objectOf(tables.map((table) => [table.as, rowsOf(table, otherSide)] as const)),
  ]);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: schemaId(form),
    title: "What is held of one person",
    ...objectOf([
      ["schema", textOf("The schema this follows", { const: schemaId(form) })],
      ["package", header],
      ["notice", textOf("What holds of every package, whoever it is about")],
      ["sections", objectOf(told)],
    ]),
  };
}
