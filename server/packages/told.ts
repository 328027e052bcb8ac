import { DATA_MAP, SECTIONS } from "@/db/data-map";
import { otherSideOf, sectionsOf, type ToldColumn, type ToldSection } from "@/domain/packages/disclosure/disclosure";
import { packageSchema } from "@/domain/packages/json-schema";
import type { PackageForm } from "@/domain/packages/model";

/** What a package of a form tells, by the data map. */
export type Tells = { readonly sections: readonly ToldSection[]; readonly otherSide: readonly ToldColumn[] };

export const toldIn = (form: PackageForm): Tells => ({
  sections: sectionsOf(form, SECTIONS, DATA_MAP),
  otherSide: otherSideOf(form),
});

/** The published schema of a form. */
export const schemaOf = (form: PackageForm) => {
  const { sections, otherSide } = toldIn(form);
  return packageSchema(form, sections, otherSide);
};
