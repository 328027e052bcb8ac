import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytes, cText, instant, localDate, primaryId, programmeColumns } from "./columns";

const int8 = (name: string) => bigint(name, { mode: "number" });
const minor = (name: string) => bigint(name, { mode: "bigint" });

/** Where each scheduled control stands: one row, written by the wrapper around its runs. Of the whole house. */
export const controlStandings = pgTable("control_standings", {
  control: cText("control").primaryKey(),
  /** When the house first knew the control. */
  since: instant("since").notNull(),
  lastStartedAt: instant("last_started_at"),
  lastEndedAt: instant("last_ended_at"),
  lastOutcome: cText("last_outcome"),
  /** How many things the last run handled; zero is a result. */
  lastCount: int8("last_count"),
  /** The end of the last good run. */
  lastDoneAt: instant("last_done_at"),
});

/** Single runs; those of a loop, by the minute. Old ones go, their days stay. */
export const controlRuns = pgTable(
  "control_runs",
  {
    id: primaryId(),
    control: cText("control").notNull(),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at").notNull(),
    outcome: cText("outcome").notNull(),
    handled: int8("handled").notNull(),
    /** One, or the rounds of a loop. */
    rounds: integer("rounds").notNull(),
    processId: uuid("process_id").notNull(),
  },
  (t) => [
    check("control_runs_outcome", sql`${t.outcome} in ('done', 'failed')`),
    index("control_runs_control").on(t.control, t.endedAt),
    index("control_runs_time").on(t.endedAt),
  ],
);

/** What a Shanghai day held of a control's runs. */
export const controlDays = pgTable(
  "control_days",
  {
    control: cText("control").notNull(),
    onDate: localDate("on_date").notNull(),
    done: integer("done").notNull(),
    failed: integer("failed").notNull(),
    handled: int8("handled").notNull(),
  },
  (t) => [primaryKey({ columns: [t.control, t.onDate] })],
);

/** A control that did not run in time, as a programme was told of it, until it ran again. */
export const controlMisses = pgTable(
  "control_misses",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    control: cText("control").notNull(),
    lastDoneAt: instant("last_done_at"),
    alarmAt: instant("alarm_at").notNull(),
    foundAt: instant("found_at").notNull(),
    ranAgainAt: instant("ran_again_at"),
    reasonCode: cText("reason_code"),
    explainedBy: cText("explained_by"),
    explainedAt: instant("explained_at"),
  },
  (t) => [
    uniqueIndex("control_misses_one").on(t.programmeId, t.control).where(sql`${t.ranAgainAt} is null`),
    index("control_misses_list").on(t.programmeId, t.foundAt, t.id),
  ],
);

/** A day-end statement of the core, as it was received. The same one twice is one. */
export const dayStatements = pgTable(
  "day_statements",
  {
    id: primaryId(),
    ...programmeColumns(),
    businessDate: localDate("business_date").notNull(),
    source: cText("source").notNull(),
    /** SHA-256 of the lines in their one spelling. */
    digest: bytes("digest").notNull(),
    madeAt: instant("made_at").notNull(),
    receivedAt: instant("received_at").notNull(),
    receivedBy: cText("received_by").notNull(),
    lines: jsonb("lines").notNull(),
  },
  (t) => [
    uniqueIndex("day_statements_same").on(t.programmeId, t.businessDate, t.digest),
    check("day_statements_source", sql`${t.source} in ('core', 'file')`),
    index("day_statements_latest").on(t.programmeId, t.businessDate, t.receivedAt),
  ],
);

/** Each comparison of a day with its statement, with both sides as they were. */
export const tieOuts = pgTable(
  "tie_outs",
  {
    id: primaryId(),
    ...programmeColumns(),
    businessDate: localDate("business_date").notNull(),
    statementId: uuid("statement_id").notNull(),
    tiedAt: instant("tied_at").notNull(),
    state: cText("state").notNull(),
    coreCount: int8("core_count").notNull(),
    ourCount: int8("our_count").notNull(),
    differences: integer("differences").notNull(),
    /** Our lines; the core's are the statement's. */
    ourLines: jsonb("our_lines").notNull(),
    ourDigest: bytes("our_digest").notNull(),
  },
  (t) => [
    check("tie_outs_state", sql`${t.state} in ('tied', 'differs')`),
    index("tie_outs_latest").on(t.programmeId, t.businessDate, t.tiedAt),
  ],
);

/** A line of a day-end on which the two sides differ. */
export const tieDifferences = pgTable(
  "tie_differences",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    businessDate: localDate("business_date").notNull(),
    currency: cText("currency").notNull(),
    direction: cText("direction").notNull(),
    trade: cText("trade").notNull(),
    kind: cText("kind").notNull(),
    state: cText("state").notNull(),
    coreCount: int8("core_count").notNull(),
    coreMinor: minor("core_minor").notNull(),
    ourCount: int8("our_count").notNull(),
    ourMinor: minor("our_minor").notNull(),
    /** The hours of the day that differ, each with both sides. */
    slices: jsonb("slices").notNull(),
    foundAt: instant("found_at").notNull(),
    checkedAt: instant("checked_at").notNull(),
    reasonCode: cText("reason_code"),
    closedAt: instant("closed_at"),
    closedBy: cText("closed_by"),
  },
  (t) => [
    check("tie_differences_state", sql`${t.state} in ('open', 'explained', 'healed')`),
    uniqueIndex("tie_differences_one")
      .on(t.programmeId, t.businessDate, t.currency, t.direction, t.trade)
      .where(sql`${t.state} <> 'healed'`),
    index("tie_differences_list").on(t.programmeId, t.state, t.businessDate, t.id),
  ],
);

/** A signed tree head that was left, or is to be left, with somebody outside. `clearance` is that of its log. */
export const auditAnchors = pgTable(
  "audit_anchors",
  {
    id: primaryId(),
    ...programmeColumns(),
    clearance: cText("clearance").notNull(),
    log: cText("log").notNull(),
    target: cText("target").notNull(),
    treeSize: int8("tree_size").notNull(),
    /** The head as it was handed over, one line of JSON. */
    head: cText("head").notNull(),
    state: cText("state").notNull(),
    attempts: integer("attempts").notNull(),
    madeAt: instant("made_at").notNull(),
    answeredAt: instant("answered_at"),
    /** What the receiver gave back: a file's hash, a mail's id, a status. */
    receipt: cText("receipt"),
    problem: cText("problem"),
  },
  (t) => [
    check("audit_anchors_target", sql`${t.target} in ('file', 'mail', 'webhook')`),
    check("audit_anchors_state", sql`${t.state} in ('waiting', 'accepted', 'given-up')`),
    uniqueIndex("audit_anchors_one").on(t.log, t.target, t.treeSize),
    index("audit_anchors_list").on(t.programmeId, t.madeAt, t.id),
    index("audit_anchors_waiting").on(t.madeAt).where(sql`${t.state} = 'waiting'`),
  ],
);
