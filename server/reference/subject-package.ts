import { SCHEMA_VERSION, schemaId } from "@/domain/packages/json-schema";
import { PACKAGE_FORMS, type PackageForm } from "@/domain/packages/model";
import { schemaOf, toldIn } from "@/server/packages/told";
import { page, type ReferencePage, table } from "./page";

const SAYS =
  "What a customer is given of his data: the fields of `data.json`, part by part, by the forms they stand in. Each package holds its own JSON Schema (2020-12) as `schema.json`.";

const holds = (form: PackageForm, as: string, name: string): boolean =>
  toldIn(form).sections.some(({ tables }) =>
    tables.some((one) => one.as === as && one.columns.some(({ told }) => told.as === name)),
  );

/** The page of what a package tells, made from the same declarations as the packages. */
export function subjectPackagePage(): ReferencePage {
  const { sections, otherSide } = toldIn("access");
  const parts = sections.flatMap(({ section, tables }) => [
    `## ${section}`,
    table(
      ["part", "field", "what", "comes from", ...PACKAGE_FORMS],
      tables.flatMap(({ table: name, as, columns }) =>
        [...columns, ...(name === "transactions" ? otherSide : [])].map(({ told }) => [
          as,
          told.as,
          told.what,
          told.origin,
          ...PACKAGE_FORMS.map((form) =>
            holds(form, as, told.as) || (form !== "portability" && told.mask) ? "yes" : "–",
          ),
        ]),
      ),
    ),
  ]);
  const schema = ["## Schema", `Version ${SCHEMA_VERSION}, \`${schemaId("access")}\`:`, ""].join("\n\n");
  const text = JSON.stringify(schemaOf("access"), null, 2);
  return page("subject-package.md", "Package of personal data", SAYS, ...parts, `${schema}\`\`\`json\n${text}\n\`\`\``);
}
