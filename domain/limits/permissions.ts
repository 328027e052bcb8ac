export const limitsPermissions = {
  "limits.read": { zh: "查看限额与交易裁决", en: "See limits and decisions on payments" },
  "limits.adjust.request": {
    zh: "申请调高、按客户要求调低限额",
    en: "Propose raised limits; lower them at the customer's word",
  },
  "limits.adjust.approve": { zh: "复核限额调高", en: "Agree to raised limits" },
  "limits.decide": { zh: "逐笔裁决余额付款", en: "Decide payments out of the balance" },
  "limits.run": { zh: "到期与核对限额", en: "Expire and recompute limits" },
} as const;
