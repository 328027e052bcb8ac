import { sql } from "drizzle-orm";
import type { ImportRow } from "@/domain/ingestion/model";
import { sha256 } from "@/server/kernel/crypto/sha256";
import { newId } from "@/server/kernel/new-id";
import { nextNumberSql } from "@/server/kernel/numbers";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { appendStaged } from "./append";
import { batchLoaded } from "./events";
import { digestOf, type ReadyRow, stage, unknownParties } from "./loader";
import { type Known, Parties } from "./parties";
import { addErrors, type RejectedRow } from "./store";
import { resolveSubjects } from "./subjects";

/** Name under which imports by call stand among the mappings; part of every row's identity with the version. */
const BY_CALL = "api";
const IDENTITY_VERSION = 1;
/** Class of the account opened for a customer first named by a row. */
const ACCOUNT_CLASS = 2;

/** A row as a caller offers it: understood, with its place and his own id. */
export type OfferedRow = { readonly place: number; readonly row: ImportRow & { readonly sourceId: string } };

export type RecordedRows = {
  readonly batchId: string;
  readonly number: string;
  /** Places of the rows that were new; the other offered ones were known already. */
  readonly added: ReadonlySet<number>;
  readonly legs: number;
  readonly newCustomers: number;
  /** That all rows are in: what rests on them is computed next, as after a file. */
  readonly event: OutboxEvent;
};

/**
 * Takes rows in as one import, by the same loader as a file's, in the caller's transaction. A row is known by its source
 * and its id there: one that is known, in this call or any before it, adds nothing.
 */
export async function recordRows(
  scope: Scope,
  call: {
    readonly source: string;
    readonly bytes: number;
    readonly rows: number;
    readonly offered: readonly OfferedRow[];
    readonly rejected: readonly RejectedRow[];
  },
): Promise<RecordedRows> {
  const { tx, actor, now } = scope;
  const batchId = newId<"import-batch">();
  const ready = readyRows(scope, call.source, call.offered);
  const nobody = new Parties<Known>();
  const wanted = unknownParties(ready, nobody);
  const options = { batchId, accountClass: ACCOUNT_CLASS };
  const { known, newCustomers } = await resolveSubjects(scope, wanted, Promise.resolve(), options);
  const found = new Parties<Known>();
  known.forEach((who, at) => {
    const want = wanted[at];
    if (want) found.set(want.party, who);
  });
  const written = await appendStaged(
    tx,
    actor,
    batchId,
    stage(ready, (party) => found.get(party)),
  );
  const added = written.transfers === ready.length ? ready : await addedRows(scope, batchId, ready);
  const dates = added.map(({ row }) => row.businessDate).sort();
  const { rows } = await tx.execute<{
    number: string;
  }>(sql`insert into import_batches (id, programme_id, legal_entity_id,
      number, mapping, file_name, file_sha256, file_bytes, state, rows_read, bytes_read, rows_accepted, rows_rejected,
      rows_duplicate, legs, new_customers, first_date, last_date, started_by, started_at)
    values (${batchId}, ${actor.programmeId}, ${actor.legalEntityId}, ${nextNumberSql("import")}, ${BY_CALL},
      ${`${BY_CALL}:${call.source}`}, ${sha256(ready.map(({ digest }) => digest).join("")).toString("hex")}, ${call.bytes}::int8,
      'incomplete', ${call.rows}, ${call.bytes}::int8, ${added.length}, ${call.rejected.length},
      ${call.rows - added.length - call.rejected.length}, ${written.legs}, ${newCustomers}, ${dates[0] ?? null}::date,
      ${dates.at(-1) ?? null}::date, ${actor.id}, ${now}::timestamptz) returning number`);
  await addErrors(scope, batchId, call.rejected);
  return {
    batchId,
    number: rows[0]?.number ?? "",
    added: new Set(added.map(({ rowNumber }) => rowNumber)),
    legs: written.legs,
    newCustomers,
    event: batchLoaded({ batchId }, { jobKey: `ingestion-loaded:${batchId}` }),
  };
}

/** The offered rows with their identities, the first of each. */
function readyRows({ keyRing }: Scope, source: string, offered: readonly OfferedRow[]): ReadyRow[] {
  const secret = keyRing.purposeKey("import-identity").toString("hex");
  const about = `${BY_CALL}@${IDENTITY_VERSION}:${source}#id`;
  const seen = new Set<string>();
  return offered.flatMap(({ place, row }) => {
    if (seen.has(row.sourceId)) return [];
    seen.add(row.sourceId);
    return [{ rowNumber: place, digest: digestOf(secret, about, row.sourceId), ordinal: 0, row }];
  });
}

/** Of rows some of which were known, those this batch added. */
async function addedRows({ tx, actor }: Scope, batchId: string, ready: readonly ReadyRow[]): Promise<ReadyRow[]> {
  const identities = ready.map(({ digest }) => `"\\\\x${Buffer.from(digest, "latin1").toString("hex")}00000000"`);
  const { rows } = await tx.execute<{ hex: string }>(sql`select encode(identity, 'hex') as hex from import_identities
    where programme_id = ${actor.programmeId} and batch_id = ${batchId}::uuid
      and identity = any(${`{${identities.join(",")}}`}::bytea[])`);
  const added = new Set(rows.map(({ hex }) => hex.slice(0, -8)));
  return ready.filter(({ digest }) => added.has(Buffer.from(digest, "latin1").toString("hex")));
}
