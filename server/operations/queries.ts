import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { RUN_FAILURES, RUN_KINDS, type RunFailure, type RunKind } from "@/domain/operations/codes";
import { isLate, rotationSpeed } from "@/domain/operations/decisions";
import { ROTATION_STATES, type RotationState } from "@/domain/operations/model";
import { chosenSuite, SUITE_NAMES, suiteName } from "@/server/kernel/crypto/suites";
import { query } from "@/server/kernel/query";
import { deadJobs } from "./dead-jobs";

/** Rotations and runs shown; older ones stand in the audit log. */
const SHOWN = 50;

type RotationRow = {
  id: string;
  from_version: number;
  to_version: number;
  state: RotationState;
  requested_by: string;
  requested_at: string;
  started_at: string | null;
  keys_total: string | null;
  keys_done: string;
  progress_at: string | null;
  finished_at: string | null;
  retired_at: string | null;
};

const rotation = z.object({
  id: z.string(),
  fromVersion: z.number(),
  toVersion: z.number(),
  state: z.enum(ROTATION_STATES),
  requestedBy: z.string(),
  requestedAt: z.string(),
  finishedAt: z.string().nullable(),
  retiredAt: z.string().nullable(),
  keysTotal: z.number().nullable(),
  keysDone: z.number(),
  perSecond: z.number().nullable(),
});

function rotationOf(row: RotationRow): z.input<typeof rotation> {
  const keysTotal = row.keys_total === null ? null : Number(row.keys_total);
  const keysDone = Number(row.keys_done);
  const speed = rotationSpeed({
    keysTotal,
    keysDone,
    startedAt: toInstantOrNull(row.started_at),
    progressAt: toInstantOrNull(row.progress_at),
  });
  return {
    id: row.id,
    fromVersion: row.from_version,
    toVersion: row.to_version,
    state: row.state,
    requestedBy: row.requested_by,
    requestedAt: toInstant(row.requested_at),
    finishedAt: toInstantOrNull(row.finished_at),
    retiredAt: toInstantOrNull(row.retired_at),
    keysTotal,
    keysDone,
    perSecond: speed?.perSecond ?? null,
  };
}

/** The key ring as this process holds it, and its rotations, latest first. No key material, no path. */
export const keyRingState = query({
  name: "operations.key-ring.detail",
  permission: "operations.read",
  clearance: "general",
  input: z.strictObject({}),
  output: z.object({
    guardedBy: z.enum(["file", "kms"]),
    suite: z.enum(SUITE_NAMES),
    currentVersion: z.number(),
    versions: z.array(z.number()),
    signingKeyId: z.string(),
    rotations: z.array(rotation),
  }),
  async resolve({ tx, keyRing }) {
    const { rows } = await tx.execute<RotationRow>(
      sql`select * from key_rotations order by to_version desc limit ${SHOWN}`,
    );
    return {
      guardedBy: keyRing.guardedBy,
      suite: suiteName(chosenSuite()),
      currentVersion: keyRing.currentVersion,
      versions: [...keyRing.versions],
      signingKeyId: keyRing.signing.id,
      rotations: rows.map(rotationOf),
    };
  },
});

/** Background jobs that gave up: what they are and how often they were tried, nothing of what they carry. */
export const deadJobsList = query({
  name: "operations.jobs.list",
  permission: "operations.read",
  clearance: "general",
  input: z.strictObject({}),
  output: z.object({
    jobs: z.array(
      z.object({
        id: z.string(),
        topic: z.string(),
        attempts: z.number(),
        createdAt: z.string(),
        gaveUpAt: z.string(),
      }),
    ),
  }),
  async resolve({ tx, actor }) {
    return { jobs: [...(await deadJobs(tx, actor))] };
  },
});

type RunRow = {
  id: string;
  kind: RunKind;
  outcome: "done" | "failed";
  failure_code: RunFailure | null;
  started_at: string;
  finished_at: string;
  with_keys: boolean;
  measures: Record<string, number | boolean>;
};

/** Backups, restores and drills, latest first, and whether the last good ones are too old. */
export const maintenanceRuns = query({
  name: "operations.runs.list",
  permission: "operations.read",
  clearance: "general",
  input: z.strictObject({}),
  output: z.object({
    late: z.object({ backup: z.boolean(), drill: z.boolean() }),
    runs: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(RUN_KINDS),
        outcome: z.enum(["done", "failed"]),
        failureCode: z.enum(RUN_FAILURES).nullable(),
        startedAt: z.string(),
        finishedAt: z.string(),
        withKeys: z.boolean(),
        rows: z.number().nullable(),
        bytes: z.number().nullable(),
      }),
    ),
  }),
  async resolve({ tx, now }) {
    const { rows } = await tx.execute<RunRow>(
      sql`select id, kind, outcome, failure_code, started_at, finished_at, with_keys, measures
        from maintenance_runs order by started_at desc, id desc limit ${SHOWN}`,
    );
    const last = await tx.execute<{ kind: RunKind; at: string }>(
      sql`select kind, max(finished_at) as at from maintenance_runs where outcome = 'done' group by kind`,
    );
    const lastOf = (kind: RunKind) => toInstantOrNull(last.rows.find((row) => row.kind === kind)?.at ?? null);
    const number = (value: unknown) => (typeof value === "number" ? value : null);
    return {
      late: { backup: isLate("backup", lastOf("backup"), now), drill: isLate("drill", lastOf("drill"), now) },
      runs: rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        outcome: row.outcome,
        failureCode: row.failure_code,
        startedAt: toInstant(row.started_at),
        finishedAt: toInstant(row.finished_at),
        withKeys: row.with_keys,
        rows: number(row.measures.rows),
        bytes: number(row.measures.bytes),
      })),
    };
  },
});
