/** Under which law a programme keeps: as a payment institution, or as a marketplace. */
export type Regime = "payment" | "marketplace";

/** The programmes that are a marketplace's; every other keeps as a payment institution, which is longer. The house's own. */
const MARKETPLACES: ReadonlySet<string> = new Set(["mall"]);

/** Under which law a programme keeps. */
export const regimeOf = (programmeId: string): Regime => (MARKETPLACES.has(programmeId) ? "marketplace" : "payment");
