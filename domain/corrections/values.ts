import { readIdentityNumber } from "../customers/identity-number";
import {
  normaliseCode,
  normaliseIdNumber,
  normaliseName,
  normalisePhone,
  normaliseReference,
} from "../customers/normalise";
import { addMonths, type LocalDate, localDate } from "../shared/time";
import type { CorrectionField } from "./model";
import { VALIDITY_YEARS_AHEAD } from "./policy";

/** What a value is read against: the kind of paper it belongs to, and today. */
export type Reading = { readonly documentType: string | null; readonly today: LocalDate };

const COUNTRY = /^[A-Z]{3}$/;
const OCCUPATION_MOST = 60;
const ADDRESS_MOST = 200;
const NAME_MOST = 80;
const EARLIEST = localDate("1949-10-01");

const day = (text: string): LocalDate | undefined => {
  try {
    return localDate(text);
  } catch {
    return undefined;
  }
};

function documentNumber(text: string, { documentType, today }: Reading): string | undefined {
  if (documentType === "business-licence") return normaliseCode(text);
  const number = normaliseIdNumber(text);
  if (number === undefined || documentType !== "resident-id") return number;
  const read = readIdentityNumber(number);
  return read.ok && read.birthDate <= today ? number : undefined;
}

const short = (text: string, most: number): string | undefined => {
  const clean = text.normalize("NFC").trim();
  return clean === "" || [...clean].length > most ? undefined : clean;
};

/** A value as it is kept, or undefined where it cannot be one. */
export function readValue(field: CorrectionField, text: string, reading: Reading): string | undefined {
  switch (field) {
    case "name": {
      const name = normaliseName(text);
      return name === undefined || [...name].length > NAME_MOST ? undefined : name;
    }
    case "phone":
      return normalisePhone(text);
    case "address":
      return short(text, ADDRESS_MOST);
    case "external-ref":
      return normaliseReference(text);
    case "occupation":
      return short(text, OCCUPATION_MOST);
    case "nationality":
      return COUNTRY.test(text) ? text : undefined;
    case "document-number":
      return documentNumber(text, reading);
    case "document-valid-from": {
      const from = day(text);
      return from !== undefined && from >= EARLIEST && from <= reading.today ? from : undefined;
    }
    default: {
      const to = day(text);
      return to !== undefined && to >= EARLIEST && to <= addMonths(reading.today, VALIDITY_YEARS_AHEAD * 12)
        ? to
        : undefined;
    }
  }
}
