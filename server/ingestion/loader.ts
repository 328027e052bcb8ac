import { hash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { ImportLeg, ImportRow, Party } from "@/domain/ingestion/model";
import type { LocalDate } from "@/domain/shared/time";
import type { Principal } from "@/server/kernel/actor";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import { appendStaged, type StagedLegs } from "./append";
import { idSeries, LegLines } from "./leg-lines";
import { type Known, outsideKind, Parties, type Wanted } from "./parties";
import { addErrors, advanceBatch, loadBatch, type Progress, type RejectedRow } from "./store";
import { resolveSubjects } from "./subjects";

/** A row understood, with what makes it itself: 16 bytes, one character each, and its ordinal among equal ones. */
export type ReadyRow = {
  readonly rowNumber: number;
  readonly digest: string;
  readonly ordinal: number;
  readonly row: ImportRow;
};

/** Rows that are taken in together: all of them, and the batch's cursor past them, or none. */
export type Chunk = {
  /** Data rows of the file before this chunk. */
  readonly after: number;
  readonly rows: number;
  readonly bytes: number;
  readonly ready: readonly ReadyRow[];
  readonly rejected: readonly RejectedRow[];
};

/** Another process has taken this batch on, or it is no longer incomplete. */
export class SupersededError extends Error {
  constructor() {
    super("the batch moved on without us");
    this.name = "SupersededError";
  }
}

/**
 * What tells a row from others: 16 bytes (one character each) of a keyed hash of its text, or of the source's own id.
 * Keyed, because a row's text could be guessed and confirmed by a plain one.
 */
export function digestOf(secret: string, scope: string, text: string): string {
  return hash("sha256", `${secret}\n${scope}\n${text}`, "binary").slice(0, 16);
}

/**
 * Where the chunk before this one stands. Two chunks are written at a time, on two connections; they begin to write and
 * commit one after the other, so that the later one never holds what the earlier one waits for.
 */
export type Turn = { readonly ready: Promise<unknown>; readonly committed: Promise<unknown> };

/**
 * Takes one chunk in. Throws SupersededError when the batch's cursor is not where the chunk begins, and whatever the
 * chunk before it threw. `onResolved` tells that its parties are known and those it makes are made.
 */
export async function loadChunk(
  runtime: Runtime,
  principal: Principal,
  batch: { readonly id: string; readonly accountClass: number },
  chunk: Chunk,
  cache: Parties<Known>,
  turn: Turn & { readonly onResolved: () => void },
): Promise<Progress> {
  const made = await inScope(runtime, principal, "write", async (scope) => {
    // The cursor moves in this transaction: rows lost with it in a power cut are simply read again.
    await scope.tx.execute(sql`set local synchronous_commit = off`);
    const wanted = unknownParties(chunk.ready, cache);
    const { known, newCustomers } = await resolveSubjects(scope, wanted, turn.ready, {
      batchId: batch.id,
      accountClass: batch.accountClass,
    });
    turn.onResolved();
    const fresh = new Parties<Known>();
    known.forEach((who, index) => {
      const want = wanted[index];
      if (want) fresh.set(want.party, who);
    });
    const legs = stage(chunk.ready, (party) => cache.get(party) ?? fresh.get(party));
    const added = await appendStaged(scope.tx, scope.actor, batch.id, legs);
    await addErrors(scope, batch.id, chunk.rejected);
    await turn.committed;
    const current = await loadBatch(scope.tx, scope.actor.programmeId, batch.id, { lock: true });
    if (current.state !== "incomplete" || current.rowsRead !== chunk.after) throw new SupersededError();
    const progress = progressOf(chunk, { ...added, newCustomers });
    await advanceBatch(scope.tx, batch.id, progress);
    return { keep: true, value: { progress, known, wanted } };
  });
  // Only now: what a transaction that failed had made does not exist.
  made.known.forEach((who, index) => {
    const want = made.wanted[index];
    if (want) cache.set(want.party, who);
  });
  return made.progress;
}

/** The parties of rows that are not known yet, each once. */
export function unknownParties(ready: readonly ReadyRow[], cache: Parties<Known>): Wanted[] {
  const wanted = new Parties<true>();
  const list: Wanted[] = [];
  const note = (party: Party, row: ImportRow) => {
    if (cache.get(party) || wanted.get(party)) return;
    wanted.set(party, true);
    list.push({ party, on: row.businessDate, currency: row.currency });
  };
  for (const { row } of ready) {
    for (const { party, other } of row.legs) {
      note(party, row);
      note(other, row);
    }
  }
  return list;
}

/** The legs of rows whose parties are known, as lines for the staging table. */
export function stage(ready: readonly ReadyRow[], find: (party: Party) => Known | undefined): StagedLegs {
  const lines = new LegLines(Math.ceil(ready.length * 1.2));
  const months = new Set<string>();
  const [legId, transferId] = [idSeries(), idSeries()];
  const must = (party: Party): Known => {
    const known = find(party);
    if (!known) throw new Error("a party was not resolved");
    return known;
  };
  let legs = 0;
  ready.forEach(({ row, rowNumber, digest, ordinal }, index) => {
    months.add(row.businessDate.slice(0, 7));
    const transfer = transferId(index);
    row.legs.forEach((leg: ImportLeg, side) => {
      const own = must(leg.party);
      lines.add({
        id: legId(legs),
        transferId: transfer,
        digest,
        ordinal,
        first: side === 0,
        customerId: own.id,
        accountId: own.accountId,
        businessDate: row.businessDate,
        occurredAt: row.occurredAt,
        direction: leg.direction,
        kind: row.kind,
        cash: row.cash,
        crossBorder: row.crossBorder,
        naturalPerson: leg.party.kind === "person",
        amountMinor: row.amountMinor,
        currency: row.currency,
        balanceAfterMinor: leg.balanceAfterMinor,
        counterpartyType: leg.other.customer ? "customer" : outsideKind(leg.other),
        counterpartyId: must(leg.other).id,
        sourceRow: rowNumber,
      });
      legs += 1;
    });
  });
  return { lines: lines.end(), transfers: ready.length, months };
}

function progressOf(chunk: Chunk, added: { transfers: number; legs: number; newCustomers: number }): Progress {
  let [first, last]: [LocalDate | null, LocalDate | null] = [null, null];
  for (const { row } of chunk.ready) {
    if (first === null || row.businessDate < first) first = row.businessDate;
    if (last === null || row.businessDate > last) last = row.businessDate;
  }
  return {
    rows: chunk.rows,
    bytes: chunk.bytes,
    accepted: added.transfers,
    rejected: chunk.rejected.length,
    duplicate: chunk.ready.length - added.transfers,
    legs: added.legs,
    newCustomers: added.newCustomers,
    firstDate: first,
    lastDate: last,
  };
}
