export const controlsPermissions = {
  "controls.read": { zh: "查看管控措施", en: "See account measures" },
  "controls.request": { zh: "提出限制与解除", en: "Propose restrictions and releases" },
  "controls.approve": { zh: "复核限制与解除", en: "Check restrictions and releases" },
  "controls.urgent": { zh: "紧急先行限制", en: "Restrict at once" },
  "controls.expire": { zh: "到期解除与复核催办（系统）", en: "End terms and press for reviews (system)" },
  "controls.compare": { zh: "与核心系统比对（系统）", en: "Compare with the payment core (system)" },
  "controls.instruct": { zh: "向核心系统下达（系统）", en: "Instruct the payment core (system)" },
  "controls.confirm": { zh: "登记核心系统回执（系统）", en: "Record the payment core's answers (system)" },
} as const;
