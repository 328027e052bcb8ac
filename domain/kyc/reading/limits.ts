/** What the house chose for reading pictures. None of it is a figure of law; edges are pixels, times seconds. */
export const READING_LIMITS = {
  /** Most pixels of one picture, before it is decoded. */
  maxPixels: 80_000_000,
  /** Most bytes of one picture. */
  maxBytes: 50 * 1024 * 1024,
  /** The longest side on which text is recognised; smaller pictures are enlarged, at most twice. */
  textEdge: 2_000,
  /** The longest side on which sharpness and the like are measured. */
  lookEdge: 1_000,
  /** How long one picture may take. */
  pictureSeconds: 45,
  /** How long the recogniser may take to start. */
  startSeconds: 60,
  /** How much memory the process of the recogniser may take, in MB. */
  megabytes: 1_200,
  /** Without work for this long the recogniser is let go, and started anew when needed. */
  idleSeconds: 120,
  /** After so many pictures it is started anew: what one of them left behind goes with it. */
  pictures: 500,
} as const;
