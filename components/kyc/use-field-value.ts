"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { readSex } from "@/domain/kyc/checks/compare";
import type { FieldName } from "@/domain/kyc/fields";
import { ID_TYPES } from "@/domain/kyc/model";
import { useFormat } from "@/lib/format/use-format";
import { regionOf } from "./nationalities";

const DATES: readonly FieldName[] = ["idValidFrom", "idValidTo", "birthDate"];

/** A value as the reader reads it: coded ones by their words, the others as they are. */
export function useFieldValue(): (field: FieldName, value: string) => string {
  const types = useTranslations("kyc.idTypes");
  const sexes = useTranslations("kyc.sexes");
  const t = useTranslations("kyc.page.rows");
  const occupations = useTranslations("customers.occupations") as unknown as {
    (name: string): string;
    has(name: string): boolean;
  };
  const format = useFormat();
  return useCallback(
    (field, value) => {
      if (field === "idType" || field === "representativeIdType") {
        const type = ID_TYPES.find((one) => one === value);
        return type ? types(type) : value;
      }
      if (field === "sex") {
        const sex = readSex(value);
        return sex ? sexes(sex) : value;
      }
      if (DATES.includes(field)) return value === "long-term" ? t("longTerm") : value;
      if (field === "nationality") return format.region(regionOf(value) ?? value);
      if (field === "occupation") return occupations.has(value) ? occupations(value) : value;
      return value;
    },
    [types, sexes, t, format, occupations],
  );
}
