import type { AuditKind } from "@/domain/audit-kinds";
import { isSecret } from "@/domain/orders/bases";
import type { Order } from "@/domain/orders/model";
import type { RuleRef } from "@/domain/shared/rule-ref";
import type { AuditEvent } from "@/server/kernel/audit/append";

type Told = Pick<Order, "id" | "number" | "authority" | "basis">;

/** An entry of the log about an order; nobody who is not cleared reads one about a secret order. */
export function orderEntry(
  kind: AuditKind,
  order: Told,
  data: AuditEvent["data"] = {},
  basis: readonly RuleRef[] = [],
): AuditEvent {
  return {
    kind,
    subject: { type: "order", id: order.id },
    basis,
    data: { number: order.number, authority: order.authority, ...data },
    ...(isSecret(order) ? { clearance: "suspicion" as const } : {}),
  };
}
