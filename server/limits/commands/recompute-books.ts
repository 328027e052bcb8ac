import { z } from "zod";
import { command, committed } from "@/server/kernel/command";
import { markStale } from "../books";

/**
 * After an import is whole or taken back: counters of everybody it concerns are taken from the ledger anew before their
 * next payment is decided. Refuses nothing.
 */
export const recomputeBooks = command({
  name: "limits.book.rebuild",
  permission: "limits.run",
  input: z.object({ batchId: z.uuid() }),
  subject: ({ batchId }) => ({ type: "import-batch", id: batchId }),
  async handle(scope, { batchId }) {
    const books = await markStale(scope, batchId);
    return committed({
      result: { books },
      audit: [{ kind: "limits.book.rebuild", subject: { type: "import-batch", id: batchId }, data: { books } }],
    });
  },
});
