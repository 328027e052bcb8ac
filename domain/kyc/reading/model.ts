import type { DocumentKind, Reading } from "../model";

/** Where something stands in a picture, in pixels from its upper left corner. */
export type Box = { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };

/** One recognised line: its text as recognised, confidence 0 to 100, and where it stands in the upright picture. */
export type Line = { readonly text: string; readonly confidence: number; readonly box: Box };

/**
 * What was recognised on a picture: its lines from top to bottom; `zone`, those that may be a machine-readable zone or a
 * number, recognised as such; `again`, lines with a name recognised a second time, at another size.
 */
export type Recognised = {
  readonly lines: readonly Line[];
  readonly zone: readonly Line[];
  readonly again?: readonly Line[];
};

/**
 * Why the reading of a picture gave less than it should (`kyc.read-problems.<code>`). The first group: the file could
 * not be looked at, and looking again gives the same. The second: it was looked at, and this was seen.
 */
export const FILE_PROBLEMS = ["not-a-picture", "pixels", "animated", "damaged", "too-heavy"] as const;
export const SEEN_PROBLEMS = ["wrong-side", "wrong-paper", "two-papers", "zone-check-digit", "not-readable"] as const;
export const READ_PROBLEMS = [...FILE_PROBLEMS, ...SEEN_PROBLEMS] as const;
export type FileProblem = (typeof FILE_PROBLEMS)[number];
export type SeenProblem = (typeof SEEN_PROBLEMS)[number];
export type ReadProblem = (typeof READ_PROBLEMS)[number];

/** What the recognised text says: values as proposals, what paper it looks like, and the problem seen, if any. */
export type TextReading = {
  readonly readings: readonly Reading[];
  readonly looksLike: DocumentKind | null;
  readonly problem: SeenProblem | null;
};
