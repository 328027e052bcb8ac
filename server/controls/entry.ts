import type { Measure } from "@/domain/controls/model";
import { shown } from "@/domain/controls/secrecy";
import type { RuleRef } from "@/domain/shared/rule-ref";
import type { AuditEvent } from "@/server/kernel/audit/append";

/** An entry of the log about a measure, as everybody may read it. */
export function measureEntry(
  kind: "controls.measure.impose" | "controls.measure.lift" | "controls.measure.extend",
  about: {
    readonly number: string;
    readonly measure: Measure;
    readonly basis: readonly RuleRef[];
    readonly more: AuditEvent["data"];
  },
): AuditEvent {
  const { reasonCode, accountId, id } = shown(about.measure);
  const data = { number: about.number, account: accountId, reason: reasonCode, ...about.more };
  return { kind, subject: { type: "measure", id }, basis: about.basis, data };
}
