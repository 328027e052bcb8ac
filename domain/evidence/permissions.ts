export const evidencePermissions = {
  "evidence.read": { zh: "查看证据材料", en: "Look at files of evidence" },
  "evidence.attach": { zh: "上传与撤回证据材料", en: "Attach files of evidence, and take one's own back" },
  "evidence.download": { zh: "凭理由下载原件", en: "Take away an original, with a reason" },
  "evidence.erase": { zh: "期满删除证据材料", en: "Erase files whose term is over" },
  "evidence.process": { zh: "检查与转换文件（系统）", en: "Check and render files (system)" },
} as const;
