/** A correction of identity that nobody agreed to ends after so many hours. The house's own. */
export const PROPOSAL_HOURS = 72;

/** One correction names so many fields at most; each at most once. The house's own. */
export const ITEMS_MOST = 9;

/** Papers a correction may rest on. The house's own. */
export const EVIDENCE_MOST = 10;

/** A document's validity may not begin before this year, nor end later than so many years ahead. The house's own. */
export const VALIDITY_YEARS_AHEAD = 100;
