export const electronicOrdersAudit = {
  "orders.electronic.receive": { clearance: "general" },
  "orders.electronic.conflict": { clearance: "general" },
  "orders.electronic.execute": { clearance: "general" },
  "orders.electronic.match": { clearance: "general" },
  "orders.electronic.dismiss": { clearance: "general" },
  "orders.electronic.settle": { clearance: "general" },
  "orders.electronic.take-over": { clearance: "general" },
  "orders.electronic.alarm": { clearance: "general" },
  "orders.electronic.answer": { clearance: "general" },
} as const;
