import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { findAccount, findMeasure } from "./store";

/** A measure and its account, both held, the account first. */
export async function holdMeasure(scope: Scope, measureId: string) {
  const seen = (await findMeasure(scope.tx, measureId, { lock: false })) ?? notFound();
  const account = (await findAccount(scope.tx, seen.measure.accountId, { lock: true })) ?? notFound();
  const stored = (await findMeasure(scope.tx, measureId, { lock: true })) ?? notFound();
  return { account, ...stored };
}
