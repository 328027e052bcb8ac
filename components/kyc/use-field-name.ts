"use client";

import { useTranslations } from "next-intl";
import type { FieldName } from "@/domain/kyc/fields";
import type { SubjectKind } from "@/domain/kyc/model";

/** Fields that an enterprise's licence calls otherwise. */
const OF_ENTERPRISE = ["name", "idType", "idNumber", "idValidFrom", "idValidTo", "address", "phone"] as const;

/** Names a field as the papers of the subject call it. */
export function useFieldName(subject: SubjectKind): (field: FieldName) => string {
  const t = useTranslations("kyc");
  return (field) => {
    const own = subject === "enterprise" ? OF_ENTERPRISE.find((one) => one === field) : undefined;
    return own ? t(`enterpriseFields.${own}`) : field === "name" ? t("personName") : t(`fields.${field}`);
  };
}
