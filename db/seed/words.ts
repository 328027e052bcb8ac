import type { Role } from "@/domain/identity/roles";

/** Invented people of the demo institution. Nobody bears these names in these posts. */
export const STAFF: readonly { role: Role; email: string; zh: string; en: string; programme: "pay" | "mall" }[] = [
  { role: "compliance-officer", email: "officer@hengchuan.example", zh: "叶岚", en: "Ye Lan", programme: "pay" },
  { role: "compliance-lead", email: "lead@hengchuan.example", zh: "祝明远", en: "Zhu Mingyuan", programme: "pay" },
  { role: "compliance-lead", email: "lead2@hengchuan.example", zh: "闻人雪", en: "Wenren Xue", programme: "pay" },
  { role: "aml-analyst", email: "analyst@hengchuan.example", zh: "聂知秋", en: "Nie Zhiqiu", programme: "pay" },
  { role: "kyc-reviewer", email: "kyc@hengchuan.example", zh: "时小满", en: "Shi Xiaoman", programme: "pay" },
  { role: "customer-service", email: "service@hengchuan.example", zh: "宋青禾", en: "Song Qinghe", programme: "pay" },
  { role: "privacy-officer", email: "privacy@hengchuan.example", zh: "纪南乔", en: "Ji Nanqiao", programme: "pay" },
  { role: "team-lead", email: "teamlead@hengchuan.example", zh: "蓝亦舟", en: "Lan Yizhou", programme: "pay" },
  { role: "auditor", email: "auditor@hengchuan.example", zh: "崔衡", en: "Cui Heng", programme: "pay" },
  { role: "administrator", email: "admin@hengchuan.example", zh: "米乐天", en: "Mi Letian", programme: "pay" },
  { role: "administrator", email: "admin2@hengchuan.example", zh: "闵若川", en: "Min Ruochuan", programme: "pay" },
  {
    role: "compliance-officer",
    email: "officer@mall.hengchuan.example",
    zh: "方竹",
    en: "Fang Zhu",
    programme: "mall",
  },
  { role: "compliance-lead", email: "lead@mall.hengchuan.example", zh: "谷雨晴", en: "Gu Yuqing", programme: "mall" },
  { role: "auditor", email: "auditor@mall.hengchuan.example", zh: "石见川", en: "Shi Jianchuan", programme: "mall" },
];

export const SURNAMES = [..."苏顾沈陆江温程叶裴傅霍纪宁颜岑柏祁容尹项卓荀"] as const;
export const GIVEN = [..."安晏舒澄朗悦然可星野禾松岚青予墨宁初言溪南柚白渔川屿遥知微行"] as const;
export const LATIN_NAMES = ["Anouk Vale", "Tomas Reyl", "Mira Solenne", "Ivo Carrick", "Lena Thornby"] as const;

export const PLACES = [
  "云汀省青岚市榆林区",
  "云汀省白渡市河东区",
  "临澜省望川市南浦区",
  "临澜省石桥市金沙县",
  "澄江市东屿区",
] as const;
export const STREETS = ["望月路", "松间街", "听雨巷", "澄湖大道", "竹溪路"] as const;

export const OCCUPATIONS = [
  "teacher",
  "engineer",
  "shopkeeper",
  "driver",
  "designer",
  "student",
  "nurse",
  "farmer",
  "retired",
  "freelancer",
] as const;

export const TRADES = ["茶业", "书局", "餐饮", "五金", "服饰", "花艺", "电子", "物流", "文具", "果蔬"] as const;
export const FIRM_WORDS = ["青岚", "云汀", "望川", "松间", "白渡", "澄湖", "竹溪", "南浦", "石桥", "听雨"] as const;

/** Banks that do not exist. */
export const BANKS = ["青岚银行", "云汀农商银行", "望川银行", "白渡商业银行"] as const;

export const INSTITUTIONS = ["云汀清算行", "青岚代收中心", "望川公共事业缴费", "白渡通汇行"] as const;
