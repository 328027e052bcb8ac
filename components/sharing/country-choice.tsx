"use client";

import { Choice } from "@/components/incidents/form-parts";
import { COUNTRY_CODES, countryCode } from "@/domain/customers/country-codes";
import { useFormat } from "@/lib/format/use-format";

/** A country or area by its name, kept as its code of three letters. */
export function CountryChoice(props: { label: string; value: string; onChange(code: string): void }) {
  const format = useFormat();
  const options = COUNTRY_CODES.map((value) => ({ value, label: format.region(countryCode(value) ?? value) }));
  const blank = props.value === "" ? [{ value: "", label: "" }] : [];
  return (
    <Choice
      label={props.label}
      value={props.value}
      required
      options={[...blank, ...options.sort((a, b) => a.label.localeCompare(b.label))]}
      onChange={props.onChange}
    />
  );
}
