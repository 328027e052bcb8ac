/** Every "no" about the key ring. */
export const operationsRefusals = [
  "operations.job.not-dead",
  "operations.rotation.keys-left",
  "operations.rotation.not-current",
  "operations.rotation.running",
  "operations.rotation.too-early",
  "operations.rotation.wrong-state",
] as const;

export const RUN_KINDS = ["backup", "restore", "drill"] as const;
export type RunKind = (typeof RUN_KINDS)[number];

/** The ways in which a backup, a restore or a drill ends without having done its work. */
export const RUN_FAILURES = [
  "target-not-empty",
  "archive-incomplete",
  "archive-changed",
  "keys-missing",
  "keys-wrong",
  "erasures-missing",
  "schema-unknown",
  "compare-differs",
  "audit-broken",
  "unreadable-sample",
  "stopped",
  "other",
] as const;
export type RunFailure = (typeof RUN_FAILURES)[number];
