import type { AuditKind } from "@/domain/audit-kinds";
import type { Clearance } from "@/domain/permissions";
import type { RuleRef } from "@/domain/shared/rule-ref";
import type { AuditEvent } from "@/server/kernel/audit/append";

/** An entry about a file, under the thing it hangs on; behind the wall where that thing is. */
export function entryOf(
  kind: AuditKind,
  file: { readonly subject: { readonly type: string; readonly id: string }; readonly clearance: Clearance },
  data: NonNullable<AuditEvent["data"]>,
  basis: readonly RuleRef[] = [],
): AuditEvent {
  const raised = file.clearance === "suspicion" ? { clearance: "suspicion" as const } : {};
  return { kind, subject: file.subject, data, basis, ...raised };
}
