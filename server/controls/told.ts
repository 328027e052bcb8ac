import { tellingOf } from "@/domain/controls/told";
import type { LetterParams } from "@/domain/letters/templates";
import { shanghaiDate } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";
import { tellCustomer } from "@/server/letters/public";
import { NOTHING, type SystemEffect } from "./effect";
import type { Settlement } from "./listeners";

/**
 * Tells the account's holder of a measure that took hold or ended, by text message, push and message centre, where he may
 * be told. A measure of an order or a loss report is told of by whoever gave it.
 */
export async function tellHolder(scope: Scope, { measure, was }: Settlement): Promise<SystemEffect> {
  const releaseReasonCode = "releaseReasonCode" in measure ? measure.releaseReasonCode : null;
  const step = { ...measure, was, releaseReasonCode };
  const template = tellingOf(step, scope.rules, shanghaiDate(scope.now)).value;
  if (template === null) return NOTHING;
  const { id, customerId, accountId, reasonCode, expiresAt } = measure;
  // A neutral letter carries no reason, not even where it is not printed.
  const reason: LetterParams = template === "measure.restricted" ? { reason: reasonCode } : {};
  const until: LetterParams = measure.state === "in-force" && expiresAt !== null ? { until: expiresAt } : {};
  return tellCustomer(scope, {
    customerId,
    accountId,
    template,
    params: { scope: measure.scope, ...reason, ...until },
    subject: { type: "measure", id },
  });
}
