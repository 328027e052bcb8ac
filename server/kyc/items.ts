import { KYC_POLICY } from "@/domain/kyc/policy";
import { addDuration, shanghaiDate } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";
import { openItems, personOf } from "@/server/worklist/public";
import { KYC_ITEM } from "./case";
import type { StoredSubmission } from "./store";

/**
 * Puts a submission that is ready before the reviewers, due by the house's target; not before whoever took the papers in,
 * who says himself what he saw. One that is there stays as it is.
 */
export async function openBenchItem(
  { tx, actor, now }: Pick<Scope, "tx" | "actor" | "now">,
  { id, number, customerId, receivedBy }: Pick<StoredSubmission, "id" | "number" | "customerId" | "receivedBy">,
): Promise<void> {
  const dueAt = addDuration(now, { hours: KYC_POLICY.targetHours });
  const item = { kind: KYC_ITEM, number, subjectType: "submission", subjectId: id, customerId };
  const excludedPersonId = personOf(receivedBy);
  await openItems(tx, actor, [{ ...item, dueAt, dueOn: shanghaiDate(dueAt), excludedPersonId }], now);
}
