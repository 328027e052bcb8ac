import { AUDIT_KINDS, type AuditKind } from "../audit-kinds";
import { defineList } from "../shared/list";

const KINDS = Object.keys(AUDIT_KINDS) as [AuditKind, ...AuditKind[]];

/** The audit page's list. */
export const auditList = defineList({
  name: "audit.entries",
  filters: {
    kind: { type: "enum", values: KINDS },
    outcome: { type: "enum", values: ["committed", "refused", "denied"] },
    date: { type: "date-range" },
    actor: { type: "text", maxLength: 80 },
    subject: { type: "text", maxLength: 80 },
  },
  sorts: ["at"],
  defaultSort: "at",
  defaultOrder: "desc",
});
