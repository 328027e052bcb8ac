import { hash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { ImportRow, Party } from "@/domain/ingestion/model";
import type { Principal } from "@/server/kernel/actor";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import { appendLegs, type NewLeg } from "@/server/ledger/public";
import { addErrors, advanceBatch, loadBatch, type Progress, type RejectedRow } from "./store";
import { type Known, outsideKind, partyKey, resolveSubjects, type SubjectCache, type Wanted } from "./subjects";

/** A row understood, with what makes it itself. */
export type ReadyRow = { readonly rowNumber: number; readonly identityHex: string; readonly row: ImportRow };

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
 * The identity of a row: a keyed hash of its text (or of the source's own id) and its ordinal among equal rows of the
 * file, in hex. Keyed, because a row's text could be guessed and confirmed by a plain one.
 */
export function identityOf(secret: string, scope: string, text: string, ordinal: number): string {
  return hash("sha256", `${secret}\n${scope}\n${text}`, "hex").slice(0, 32) + ordinal.toString(16).padStart(8, "0");
}

/**
 * Where the chunk before this one stands. Two chunks are written at a time, on two connections; they resolve parties and
 * commit one after the other, so that the later one never holds what the earlier one waits for.
 */
export type Turn = { readonly resolved: Promise<unknown>; readonly committed: Promise<unknown> };

/**
 * Takes one chunk in. `onResolved` tells that its parties are known. Throws SupersededError when the batch's cursor is not
 * where the chunk begins, and whatever the chunk before it threw.
 */
export async function loadChunk(
  runtime: Runtime,
  principal: Principal,
  batch: { readonly id: string; readonly accountClass: number },
  chunk: Chunk,
  cache: SubjectCache,
  turn: Turn & { readonly onResolved: () => void },
): Promise<Progress> {
  const made = await inScope(runtime, principal, "write", async (scope) => {
    // The cursor moves in this transaction: rows lost with it in a power cut are simply read again.
    await scope.tx.execute(sql`set local synchronous_commit = off`);
    await turn.resolved;
    const { known, newCustomers } = await resolveSubjects(scope, runtime.keyRing, unknownParties(chunk.ready, cache), {
      batchId: batch.id,
      accountClass: batch.accountClass,
    });
    turn.onResolved();
    const find = (party: Party): Known => {
      const key = partyKey(party);
      const hit = cache.get(key) ?? known.get(key);
      if (!hit) throw new Error("a party was not resolved");
      return hit;
    };
    const legs = chunk.ready.flatMap((ready) => legsOf(ready, find));
    const added = await appendLegs(scope.tx, scope.actor, batch.id, "import", legs);
    await addErrors(scope, batch.id, chunk.rejected);
    await turn.committed;
    const current = await loadBatch(scope.tx, scope.actor.programmeId, batch.id, { lock: true });
    if (current.state !== "incomplete" || current.rowsRead !== chunk.after) throw new SupersededError();
    const progress = progressOf(chunk, { ...added, newCustomers });
    await advanceBatch(scope.tx, batch.id, progress);
    return { keep: true, value: { progress, known } };
  });
  cache.add(made.known);
  return made.progress;
}

function unknownParties(ready: readonly ReadyRow[], cache: SubjectCache): Map<string, Wanted> {
  const wanted = new Map<string, Wanted>();
  for (const { row } of ready) {
    for (const { party, other } of row.legs) {
      for (const one of [party, other]) {
        const key = partyKey(one);
        if (!cache.get(key) && !wanted.has(key))
          wanted.set(key, { party: one, on: row.businessDate, currency: row.currency });
      }
    }
  }
  return wanted;
}

function legsOf({ row, rowNumber, identityHex }: ReadyRow, find: (party: Party) => Known): NewLeg[] {
  const transferId = newId<"transfer">();
  return row.legs.map((leg, index): NewLeg => {
    const own = find(leg.party);
    return {
      id: newId<"transaction">(),
      transferId,
      identityHex,
      firstOfTransfer: index === 0,
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
      counterpartyId: find(leg.other).id,
      sourceRow: rowNumber,
    };
  });
}

function progressOf(chunk: Chunk, added: { transfers: number; legs: number; newCustomers: number }): Progress {
  const dates = chunk.ready.map(({ row }) => row.businessDate).sort();
  return {
    rows: chunk.rows,
    bytes: chunk.bytes,
    accepted: added.transfers,
    rejected: chunk.rejected.length,
    duplicate: chunk.ready.length - added.transfers,
    legs: added.legs,
    newCustomers: added.newCustomers,
    firstDate: dates[0] ?? null,
    lastDate: dates.at(-1) ?? null,
  };
}
