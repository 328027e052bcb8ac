import { z } from "zod";
import { type RowResult, transactionsEnvelope } from "@/domain/connections/api";
import { readTransaction } from "@/domain/connections/read-transaction";
import { type OfferedRow, recordRows } from "@/server/ingestion/public";
import { command, committed } from "@/server/kernel/command";
import { sourceOf } from "../source";

type Rejected = { line: number; column: string | null; code: string; params: Record<string, never> };

/**
 * Takes transactions of a machine in: good rows as one import, bad ones with their reasons. What rests on them is computed
 * afterwards by the worker, as after a file.
 */
export const recordTransactions = command({
  name: "connections.transactions.record",
  permission: "connections.transactions.write",
  input: transactionsEnvelope.extend({ bytes: z.number().int().min(0).default(0) }),
  subject: () => ({ type: "import-batch", id: "new" }),
  async handle(scope, { rows, bytes }) {
    const offered: OfferedRow[] = [];
    const rejected: Rejected[] = [];
    rows.forEach((raw, place) => {
      const read = readTransaction(raw);
      if (read.ok) offered.push({ place, row: read.row });
      else rejected.push({ line: place + 1, column: read.field, code: read.code, params: {} });
    });
    const source = await sourceOf(scope);
    const recorded = await recordRows(scope, { source, bytes, rows: rows.length, offered, rejected });
    const { batchId, number, added } = recorded;
    const results: RowResult[] = [
      ...offered.map(({ place }) => ({
        row: place,
        status: added.has(place) ? ("accepted" as const) : ("duplicate" as const),
      })),
      ...rejected.map(({ line, code, column }) => ({
        row: line - 1,
        status: "rejected" as const,
        code,
        ...(column === null ? {} : { field: column }),
      })),
    ].sort((a, b) => a.row - b.row);
    const counts = {
      accepted: added.size,
      duplicate: offered.length - added.size,
      rejected: rejected.length,
    };
    return committed({
      result: { batchId, number, ...counts, results },
      audit: [
        {
          kind: "connections.transactions.record",
          subject: { type: "import-batch", id: batchId },
          data: { number, source, ...counts, legs: recorded.legs, newCustomers: recorded.newCustomers },
        },
      ],
      events: [recorded.event],
    });
  },
});
