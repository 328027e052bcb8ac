import { electronicOrdersAudit } from "./electronic/audit";

/** Secret orders are logged at `suspicion`, entry by entry: see server/orders/entry.ts. */
export const ordersAudit = {
  "orders.order.register": { clearance: "general" },
  "orders.order.refuse": { clearance: "general" },
  "orders.order.review": { clearance: "general" },
  "orders.order.settle": { clearance: "general" },
  "orders.order.take-over": { clearance: "general" },
  "orders.order.alarm": { clearance: "general" },
  "orders.review.raise": { clearance: "general" },
  "orders.answer.record": { clearance: "general" },
  "orders.query.package": { clearance: "general" },
  "orders.package.download": { clearance: "general" },
  "orders.package.seal": { clearance: "general" },
  "orders.receipt.read": { clearance: "general" },
  "orders.register.export": { clearance: "general" },
  ...electronicOrdersAudit,
} as const;
