import type { Role } from "../identity/roles";

/**
 * How a control comes to run: `schedule`: the worker's crontab; `loop`: again and again in every worker, told of once a
 * minute; `terminal`: started from outside by `npm run`, as the night's backup is.
 */
export const CONTROL_KINDS = ["schedule", "loop", "terminal"] as const;
export type ControlKind = (typeof CONTROL_KINDS)[number];

export type ControlSpec = {
  readonly kind: ControlKind;
  /** The longest time between two runs that is meant to be. */
  readonly everyMinutes: number;
  /** Whose control it is: who is told when it does not run. */
  readonly owner: Role;
};

const HOUR = 60;
const DAY = 24 * HOUR;

/**
 * Every scheduled control of the house. A schedule or loop that does not stand here fails the fitness test; its words are
 * in messages under `completeness.controls.<name>`.
 */
export const CONTROLS = {
  "audit-seal": { kind: "loop", everyMinutes: 1, owner: "compliance-lead" },
  "connections-relay": { kind: "loop", everyMinutes: 1, owner: "administrator" },
  "completeness-watch": { kind: "loop", everyMinutes: 1, owner: "compliance-lead" },
  "closures-reclaim": { kind: "schedule", everyMinutes: DAY, owner: "team-lead" },
  "closures-expire-proposals": { kind: "schedule", everyMinutes: 1, owner: "team-lead" },
  "packages-sweep": { kind: "schedule", everyMinutes: 10, owner: "privacy-officer" },
  "corrections-expire-proposals": { kind: "schedule", everyMinutes: 1, owner: "privacy-officer" },
  "closures-resume": { kind: "schedule", everyMinutes: 5, owner: "team-lead" },
  "completeness-anchor": { kind: "schedule", everyMinutes: HOUR, owner: "compliance-lead" },
  "completeness-tie-out": { kind: "schedule", everyMinutes: 30, owner: "compliance-lead" },
  "completeness-prune": { kind: "schedule", everyMinutes: DAY, owner: "administrator" },
  "connections-sweep-buckets": { kind: "schedule", everyMinutes: HOUR, owner: "administrator" },
  "controls-sweep-instructions": { kind: "schedule", everyMinutes: 5, owner: "compliance-lead" },
  "controls-reconcile": { kind: "schedule", everyMinutes: 30, owner: "compliance-lead" },
  "controls-expire-proposals": { kind: "schedule", everyMinutes: 1, owner: "compliance-lead" },
  "controls-expire-measures": { kind: "schedule", everyMinutes: 1, owner: "compliance-lead" },
  "controls-announce-expiry": { kind: "schedule", everyMinutes: 10, owner: "compliance-lead" },
  "controls-escalate-reviews": { kind: "schedule", everyMinutes: 10, owner: "compliance-lead" },
  "evidence-sweep": { kind: "schedule", everyMinutes: 10, owner: "administrator" },
  "incidents-resume-notices": { kind: "schedule", everyMinutes: 5, owner: "privacy-officer" },
  "incidents-expire-proposals": { kind: "schedule", everyMinutes: 1, owner: "privacy-officer" },
  "ingestion-sweep-spool": { kind: "schedule", everyMinutes: HOUR, owner: "administrator" },
  "kyc-expire-overrides": { kind: "schedule", everyMinutes: 1, owner: "team-lead" },
  "kyc-lapse-requests": { kind: "schedule", everyMinutes: DAY, owner: "team-lead" },
  "letters-give-up-lost": { kind: "schedule", everyMinutes: 10, owner: "team-lead" },
  "limits-expire-adjustments": { kind: "schedule", everyMinutes: 1, owner: "compliance-lead" },
  "limits-lapse-reservations": { kind: "schedule", everyMinutes: 1, owner: "compliance-lead" },
  "losses-escalate-reviews": { kind: "schedule", everyMinutes: 10, owner: "compliance-lead" },
  "losses-sweep": { kind: "schedule", everyMinutes: 1, owner: "team-lead" },
  "notifications-gather-mails": { kind: "schedule", everyMinutes: 1, owner: "administrator" },
  "operations-backup": { kind: "terminal", everyMinutes: DAY, owner: "administrator" },
  "operations-drill": { kind: "terminal", everyMinutes: 92 * DAY, owner: "administrator" },
  "operations-retire-keys": { kind: "schedule", everyMinutes: HOUR, owner: "administrator" },
  "orders-electronic-watch": { kind: "schedule", everyMinutes: 1, owner: "compliance-lead" },
  "orders-alarm": { kind: "schedule", everyMinutes: 5, owner: "compliance-lead" },
  "orders-queue": { kind: "schedule", everyMinutes: 1, owner: "compliance-lead" },
  "people-expire": { kind: "schedule", everyMinutes: 1, owner: "administrator" },
  "retention-due": { kind: "schedule", everyMinutes: DAY, owner: "privacy-officer" },
  "privacy-watch": { kind: "schedule", everyMinutes: 10, owner: "privacy-officer" },
  "privacy-expire-proposals": { kind: "schedule", everyMinutes: 1, owner: "privacy-officer" },
  "reverification-nightly": { kind: "schedule", everyMinutes: DAY, owner: "team-lead" },
  "rulebook-expire-changes": { kind: "schedule", everyMinutes: 1, owner: "compliance-lead" },
  "screening-watch": { kind: "schedule", everyMinutes: 10, owner: "compliance-lead" },
  "sharing-chase-notices": { kind: "schedule", everyMinutes: 10, owner: "privacy-officer" },
  "sharing-expire-proposals": { kind: "schedule", everyMinutes: 1, owner: "privacy-officer" },
  "consents-expire-proposals": { kind: "schedule", everyMinutes: 1, owner: "privacy-officer" },
  "worklist-release-due": { kind: "schedule", everyMinutes: 1, owner: "team-lead" },
} as const satisfies Record<string, ControlSpec>;

export type ControlName = keyof typeof CONTROLS;
export const CONTROL_NAMES = Object.keys(CONTROLS) as [ControlName, ...ControlName[]];

export const isControl = (name: string): name is ControlName => Object.hasOwn(CONTROLS, name);
