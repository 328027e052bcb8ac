/**
 * House policy for files: none of these is a figure of law. Sizes are bytes, times seconds or hours, edges pixels.
 */
export const EVIDENCE_POLICY = {
  /** Largest file taken in. */
  maxBytes: 50 * 1024 * 1024,
  /** Most files one subject holds at a time, those on their way included. */
  maxFiles: 100,
  /** Most files one person has on their way at a time. */
  maxUploads: 20,
  /** Most pixels of one picture, before it is decoded. */
  maxPixels: 80_000_000,
  /** Most pages of one document. */
  maxPages: 200,
  /** Longest side of a page made for viewing. */
  viewEdge: 3_000,
  /** Pixels for each point of a document's page (72 points an inch), until `viewEdge` is reached. */
  pageScale: 2.5,
  /** How long making the pages of one file may take. */
  renderSeconds: 90,
  /** How much memory making them may take, in MB of the process that does it. */
  renderMegabytes: 900,
  /** An upload not finished by then is thrown away. */
  uploadHours: 24,
  /** How long a link to look at or take away a file is good, for one session. */
  linkMinutes: 10,
  /** Longest file name kept. */
  nameMax: 200,
} as const;
