import type { SystemEffect } from "@/server/controls/public";
import { type Committed, committed } from "@/server/kernel/command";

/** Ends a command with what its steps did together, the first of which left an entry. */
export function settled<R>({ audit, events }: SystemEffect, result: R): Committed<R> {
  const [entry, ...rest] = audit;
  if (!entry) throw new Error("a command without an entry");
  return committed({ result, audit: [entry, ...rest], events });
}
