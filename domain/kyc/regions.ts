/**
 * Where an identity number was first issued: the first two digits name a province or its equal (GB 2260). Codes of
 * counties change nearly every year and stay in old numbers for a lifetime, so that no list of them is complete; those of
 * provinces have only grown (46 in 1988, 50 in 1997). 71 is reserved for Taiwan.
 */
const PROVINCES: ReadonlySet<string> = new Set(
  [
    "11 12 13 14 15",
    "21 22 23",
    "31 32 33 34 35 36 37",
    "41 42 43 44 45 46",
    "50 51 52 53 54",
    "61 62 63 64 65",
    "71",
  ].flatMap((line) => line.split(" ")),
);

/** Residence permits of residents of Hong Kong, Macao and Taiwan carry these in place of a region. */
const PERMIT_REGIONS: ReadonlySet<string> = new Set(["810000", "820000", "830000"]);

/** Whose numbers a region is of: citizens, residents from Hong Kong, Macao and Taiwan, or foreign permanent residents. */
export type RegionHolder = "citizen" | "hk-mo-tw" | "foreigner";

/**
 * Whose numbers begin with these six digits; undefined where nobody's are known to. Foreign permanent residents' cards
 * since 2023 have 9, the province of issue, and the three digits of a country.
 */
export function regionHolder(region: string): RegionHolder | undefined {
  if (PROVINCES.has(region.slice(0, 2))) return "citizen";
  if (PERMIT_REGIONS.has(region)) return "hk-mo-tw";
  if (region.startsWith("9") && PROVINCES.has(region.slice(1, 3))) return "foreigner";
  return undefined;
}
