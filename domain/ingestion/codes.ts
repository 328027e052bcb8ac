/** Why a whole file was not taken in; translated in messages/<locale>/ingestion.json under `refusals`. */
export const ingestionFileCodes = [
  "ingestion.file.binary",
  "ingestion.file.changed",
  "ingestion.file.duplicate-column",
  "ingestion.file.empty",
  "ingestion.file.encoding",
  "ingestion.file.header",
  "ingestion.file.missing",
  "ingestion.file.too-large",
  "ingestion.file.truncated",
] as const;

/** Why a row was not taken in. */
export const ingestionRowCodes = [
  "ingestion.row.amount-empty",
  "ingestion.row.amount-malformed",
  "ingestion.row.amount-negative",
  "ingestion.row.amount-too-large",
  "ingestion.row.amount-too-precise",
  "ingestion.row.currency",
  "ingestion.row.direction",
  "ingestion.row.field-count",
  "ingestion.row.kind",
  "ingestion.row.party",
  "ingestion.row.party-kind",
  "ingestion.row.quote",
  "ingestion.row.source-id",
  "ingestion.row.time",
  "ingestion.row.time-range",
  "ingestion.row.too-long",
  "ingestion.row.zone",
] as const;

/** Every "no" of a batch decision. */
export const ingestionRefusals = [
  "ingestion.batch.file-used",
  "ingestion.batch.not-incomplete",
  "ingestion.batch.not-withdrawable",
  "ingestion.batch.not-withdrawing",
  "ingestion.batch.preview-first",
  "ingestion.batch.unknown-mapping",
  "ingestion.mapping.invalid",
  ...ingestionFileCodes,
  ...ingestionRowCodes,
] as const;

/** Why a whole import is taken back. */
export const WITHDRAW_REASONS = ["wrong-file", "wrong-mapping", "source-error", "unneeded", "other"] as const;
