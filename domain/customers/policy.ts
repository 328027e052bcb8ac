/** Levels of owners above an enterprise that are kept: longer chains are recorded at the owner that is known. */
export const OWNERSHIP_LEVELS_MAX = 10;

/** Owners and representatives kept of one enterprise. */
export const ENTERPRISE_ROWS_MAX = 500;
