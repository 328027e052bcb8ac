export const controlsPermissions = {
  "controls.read": { zh: "查看管控措施", en: "See account measures" },
  "controls.request": { zh: "提出限制与解除", en: "Propose restrictions and releases" },
  "controls.approve": { zh: "复核限制与解除", en: "Check restrictions and releases" },
  "controls.instruct": { zh: "向核心系统下达（系统）", en: "Instruct the payment core (system)" },
  "controls.confirm": { zh: "登记核心系统回执（系统）", en: "Record the payment core's answers (system)" },
} as const;
