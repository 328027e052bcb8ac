export const ordersPermissions = {
  "orders.read": { zh: "查看有权机关指令", en: "See orders of authorities" },
  "orders.register": { zh: "登记、执行与拒绝指令", en: "Take in, carry out and refuse orders" },
  "orders.review": { zh: "事后复核指令", en: "Review orders afterwards" },
  "orders.answer": { zh: "向机关答复与交付查询结果", en: "Answer authorities and hand over query results" },
  "orders.export": { zh: "导出指令登记簿", en: "Export the register of orders" },
  "orders.receive": { zh: "接收平台指令（系统）", en: "Take in orders of the platform (system)" },
  "orders.watch": { zh: "指令到期与轮候（系统）", en: "Ends and waiting lists of orders (system)" },
} as const;
