/** From this confidence on a reading that differs is taken for what stands on the paper: the check fails. Below, it warns. */
export const READING_SURE = 80;

/** Shorter edge of a picture in pixels: below the first nothing can be told, below the second small print is lost. */
export const EDGE_UNUSABLE = 300;
export const EDGE_SMALL = 600;

/** Sharpness, freedom from glare and framing, 0 to 100: below the first unusable, below the second to be looked at. */
export const QUALITY_UNUSABLE = 25;
export const QUALITY_DOUBTFUL = 50;

/** An older birth date is more often a mistake than a person. */
export const AGE_PLAUSIBLE_MAX = 120;

/** Machine-readable zones have room for 30 or 39 characters of a name: from this length on it may stand there cut off. */
export const ZONE_NAME_CUT = 29;
