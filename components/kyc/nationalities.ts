/** Nationalities offered at the desk and shown by name: three letters as papers have them, two as the formats know them. */
export const NATIONALITIES = {
  CHN: "CN",
  HKG: "HK",
  MAC: "MO",
  TWN: "TW",
  AUS: "AU",
  BRA: "BR",
  CAN: "CA",
  CHE: "CH",
  DEU: "DE",
  ESP: "ES",
  FRA: "FR",
  GBR: "GB",
  IDN: "ID",
  IND: "IN",
  ITA: "IT",
  JPN: "JP",
  KAZ: "KZ",
  KHM: "KH",
  KOR: "KR",
  LAO: "LA",
  MMR: "MM",
  MNG: "MN",
  MYS: "MY",
  NGA: "NG",
  NLD: "NL",
  NPL: "NP",
  NZL: "NZ",
  PAK: "PK",
  PHL: "PH",
  RUS: "RU",
  SGP: "SG",
  THA: "TH",
  TUR: "TR",
  UKR: "UA",
  USA: "US",
  UZB: "UZ",
  VNM: "VN",
  ZAF: "ZA",
} as const;

/** The two letters of a nationality; undefined for one that is not offered. */
export function regionOf(nationality: string): string | undefined {
  return Object.hasOwn(NATIONALITIES, nationality)
    ? NATIONALITIES[nationality as keyof typeof NATIONALITIES]
    : undefined;
}
