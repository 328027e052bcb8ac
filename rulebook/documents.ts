// biome-ignore-all format: one document a line reads and compares best.
import type { Bilingual } from "@/domain/rulebook/model";

/** What stands behind a rule's `document`: a contract of an institution, an instrument of law, or a practice. */
export type RuleDocument = {
  readonly title: Bilingual;
  readonly issuer: "institution" | "legislature" | "state-council" | "regulator" | "judiciary" | "standard" | "house";
  /** First and last day in force; null = open or undated. What never came into force starts at the end of time. */
  readonly from: string | null;
  readonly to: string | null;
  /** A citation of anything but `in-force` shows a warning and, where there is one, the successor (trap-superseded-law). */
  readonly state: "in-force" | "superseded" | "suspended" | "draft" | "unclear";
  readonly successor?: string;
};

const NEVER = "9999-12-31";

/** All documents that rules come from, by the id that rows carry. */
export const DOCUMENTS: Readonly<Record<string, RuleDocument>> = {
  "000": { title: { zh: "小米支付服务协议", en: "Mi Pay Service Agreement" }, issuer: "institution", from: null, to: null, state: "in-force" },
  "001": { title: { zh: "小米支付服务隐私政策", en: "Mi Pay Privacy Policy" }, issuer: "institution", from: "2024-04-25", to: null, state: "in-force" },
  "002": { title: { zh: "小米有品用户协议", en: "Mi Youpin User Agreement" }, issuer: "institution", from: "2021-09-15", to: null, state: "in-force" },
  "003": { title: { zh: "连连支付服务协议", en: "LianLian Pay Service Agreement" }, issuer: "institution", from: null, to: null, state: "in-force" },
  "003-annex": { title: { zh: "连连支付隐私权政策", en: "LianLian Pay Privacy Policy" }, issuer: "institution", from: null, to: null, state: "in-force" },
  "004": { title: { zh: "小米帐号使用协议", en: "Mi Account User Agreement" }, issuer: "institution", from: null, to: null, state: "in-force" },
  "civil-code": { title: { zh: "民法典", en: "Civil Code" }, issuer: "legislature", from: "2021-01-01", to: null, state: "in-force" },
  "resident-id-law": { title: { zh: "居民身份证法（2011年修正）", en: "Resident Identity Card Law (2011 amendment)" }, issuer: "legislature", from: "2012-01-01", to: null, state: "in-force" },
  "consumer-law": { title: { zh: "消费者权益保护法", en: "Consumer Rights Protection Law" }, issuer: "legislature", from: "2014-03-15", to: null, state: "in-force" },
  "aml-law-2024": { title: { zh: "反洗钱法（2024年修订）", en: "Anti-Money Laundering Law (2024 revision)" }, issuer: "legislature", from: "2025-01-01", to: null, state: "in-force" },
  "aml-law-2006": { title: { zh: "反洗钱法（2006年）", en: "Anti-Money Laundering Law (2006)" }, issuer: "legislature", from: "2007-01-01", to: "2024-12-31", state: "superseded", successor: "aml-law-2024" },
  "counter-terror": { title: { zh: "反恐怖主义法", en: "Counter-Terrorism Law" }, issuer: "legislature", from: "2016-01-01", to: null, state: "in-force" },
  "anti-sanctions": { title: { zh: "反外国制裁法", en: "Anti-Foreign Sanctions Law" }, issuer: "legislature", from: "2021-06-10", to: null, state: "in-force" },
  "export-control": { title: { zh: "出口管制法", en: "Export Control Law" }, issuer: "legislature", from: "2020-12-01", to: null, state: "in-force" },
  antifraud: { title: { zh: "反电信网络诈骗法", en: "Anti-Telecom and Online Fraud Law" }, issuer: "legislature", from: "2022-12-01", to: null, state: "in-force" },
  ecommerce: { title: { zh: "电子商务法", en: "E-commerce Law" }, issuer: "legislature", from: "2019-01-01", to: null, state: "in-force" },
  pipl: { title: { zh: "个人信息保护法", en: "Personal Information Protection Law" }, issuer: "legislature", from: "2021-11-01", to: null, state: "in-force" },
  "minor-act": { title: { zh: "未成年人保护法", en: "Law on the Protection of Minors" }, issuer: "legislature", from: null, to: null, state: "in-force" },
  "csl-2026": { title: { zh: "网络安全法（2025年修正）", en: "Cybersecurity Law (as amended)" }, issuer: "legislature", from: "2026-01-01", to: null, state: "in-force" },
  compulsion: { title: { zh: "行政强制法", en: "Administrative Compulsion Law" }, issuer: "legislature", from: "2012-01-01", to: null, state: "in-force" },
  supervision: { title: { zh: "监察法（2024年修正）", en: "Supervision Law (2024 amendment)" }, issuer: "legislature", from: "2025-06-01", to: null, state: "in-force" },
  "nbpi-reg": { title: { zh: "非银行支付机构监督管理条例", en: "Regulation on Non-Bank Payment Institutions" }, issuer: "state-council", from: "2024-05-01", to: null, state: "in-force" },
  netdata: { title: { zh: "网络数据安全管理条例", en: "Network Data Security Regulation" }, issuer: "state-council", from: "2025-01-01", to: null, state: "in-force" },
  "netdata-draft": { title: { zh: "网络数据安全管理条例（2021年征求意见稿）", en: "Network Data Security Regulation (2021 draft)" }, issuer: "state-council", from: NEVER, to: null, state: "draft", successor: "netdata" },
  "minor-net": { title: { zh: "未成年人网络保护条例", en: "Regulation on the Protection of Minors Online" }, issuer: "state-council", from: "2024-01-01", to: null, state: "in-force" },
  "deposit-insurance": { title: { zh: "存款保险条例", en: "Deposit Insurance Regulation" }, issuer: "state-council", from: "2015-05-01", to: null, state: "in-force" },
  "holiday-2026": { title: { zh: "2026年部分节假日安排的通知", en: "Notice on the public holidays of 2026" }, issuer: "state-council", from: "2026-01-01", to: "2026-12-31", state: "in-force" },
  "hvt-2016": { title: { zh: "金融机构大额交易和可疑交易报告管理办法（令〔2016〕3号）", en: "Large-Value and Suspicious Transaction Reporting Rule (Order 3 of 2016)" }, issuer: "regulator", from: "2017-07-01", to: null, state: "in-force" },
  "hvt-2018": { title: { zh: "关于修改大额交易和可疑交易报告办法的决定（令〔2018〕2号）", en: "Amendment of the reporting rule (Order 2 of 2018)" }, issuer: "regulator", from: "2018-07-26", to: null, state: "in-force" },
  "hvt-163": { title: { zh: "支付机构大额交易报告要求（银发〔2018〕163号）", en: "Large-value reporting by payment institutions (No. 163 of 2018)" }, issuer: "regulator", from: "2019-01-01", to: null, state: "in-force" },
  "str-99": { title: { zh: "大额和可疑交易报告执行要求（银发〔2017〕99号）", en: "Execution of the reporting rule (No. 99 of 2017)" }, issuer: "regulator", from: null, to: null, state: "in-force" },
  "prevent-2026": { title: { zh: "反洗钱特别预防措施管理办法（令〔2026〕1号）", en: "Special Preventive Measures Rule (Order 1 of 2026)" }, issuer: "regulator", from: "2026-02-16", to: null, state: "in-force" },
  "prevent-2014": { title: { zh: "涉及恐怖活动资产冻结管理办法（令〔2014〕1号）", en: "Terror Asset Freezing Rule (Order 1 of 2014)" }, issuer: "regulator", from: "2014-01-10", to: null, state: "unclear", successor: "prevent-2026" },
  "pi-aml-54": { title: { zh: "支付机构反洗钱和反恐怖融资管理办法（银发〔2012〕54号）", en: "AML Rule for Payment Institutions (No. 54 of 2012)" }, issuer: "regulator", from: "2012-03-05", to: null, state: "unclear", successor: "cdd-2026" },
  "cdd-2026": { title: { zh: "金融机构客户尽职调查和客户身份资料及交易记录保存管理办法", en: "Customer Due Diligence and Record Keeping Rule" }, issuer: "regulator", from: "2026-01-01", to: null, state: "in-force" },
  "cdd-2026-draft": { title: { zh: "客户尽职调查办法（2025年征求意见稿）", en: "Due Diligence Rule (2025 draft)" }, issuer: "regulator", from: NEVER, to: null, state: "draft", successor: "cdd-2026" },
  "cdd-2007": { title: { zh: "金融机构客户身份识别和资料保存管理办法（令〔2007〕2号）", en: "Customer Identification Rule (Order 2 of 2007)" }, issuer: "regulator", from: "2007-08-01", to: "2025-12-31", state: "superseded", successor: "cdd-2026" },
  "cdd-2022": { title: { zh: "客户尽职调查管理办法（令〔2022〕1号）", en: "Due Diligence Rule (Order 1 of 2022)" }, issuer: "regulator", from: NEVER, to: null, state: "suspended", successor: "cdd-2026" },
  "bo-2024": { title: { zh: "受益所有人信息管理办法（令〔2024〕3号）", en: "Beneficial Owner Information Rule (Order 3 of 2024)" }, issuer: "regulator", from: "2024-11-01", to: null, state: "in-force" },
  "nbpi-impl": { title: { zh: "非银行支付机构监督管理条例实施细则（令〔2024〕4号）", en: "Implementing Rules of the payment regulation (Order 4 of 2024)" }, issuer: "regulator", from: "2024-07-09", to: null, state: "in-force" },
  "nbpi-rating": { title: { zh: "非银行支付机构分类评级管理办法", en: "Rating Rule for Payment Institutions" }, issuer: "regulator", from: "2026-02-01", to: null, state: "in-force" },
  "np-2015": { title: { zh: "非银行支付机构网络支付业务管理办法（公告〔2015〕43号）", en: "Online Payment Rule (Announcement 43 of 2015)" }, issuer: "regulator", from: "2016-07-01", to: null, state: "in-force" },
  "acct-261": { title: { zh: "加强支付结算管理防范电信网络新型违法犯罪（银发〔2016〕261号）", en: "Payment and settlement against telecom fraud (No. 261 of 2016)" }, issuer: "regulator", from: "2016-12-01", to: null, state: "in-force" },
  "stop-86": { title: { zh: "电信网络新型违法犯罪涉案账户紧急止付和快速冻结（银发〔2016〕86号）", en: "Emergency stop and fast freeze (No. 86 of 2016)" }, issuer: "regulator", from: "2016-06-01", to: null, state: "in-force" },
  "qr-296": { title: { zh: "条码支付业务规范（银发〔2017〕296号）", en: "Bar-Code Payment Rule (No. 296 of 2017)" }, issuer: "regulator", from: "2018-04-01", to: null, state: "in-force" },
  "pi-fx-13": { title: { zh: "支付机构外汇业务管理办法（汇发〔2019〕13号）", en: "FX Business of Payment Institutions (No. 13 of 2019)" }, issuer: "regulator", from: "2019-04-29", to: null, state: "in-force" },
  "fx-individual": { title: { zh: "个人外汇管理办法及实施细则", en: "Individual Foreign Exchange Rule" }, issuer: "regulator", from: "2007-02-01", to: null, state: "in-force" },
  "cbec-2018": { title: { zh: "跨境电子商务零售进口政策（财关税〔2018〕49号等）", en: "Cross-border E-commerce Retail Import Policy" }, issuer: "regulator", from: "2019-01-01", to: null, state: "in-force" },
  "acct-archive": { title: { zh: "会计档案管理办法", en: "Accounting Archives Rule" }, issuer: "regulator", from: "2016-01-01", to: null, state: "in-force" },
  "joint-punish-2024": { title: { zh: "电信网络诈骗及其关联违法犯罪联合惩戒办法", en: "Joint Discipline Rule on Telecom Fraud" }, issuer: "regulator", from: "2024-12-01", to: null, state: "in-force" },
  "pboc-consumer-2020": { title: { zh: "金融消费者权益保护实施办法（令〔2020〕5号）", en: "Financial Consumer Protection Rule (Order 5 of 2020)" }, issuer: "regulator", from: "2020-11-01", to: null, state: "in-force" },
  "platform-rules-2026": { title: { zh: "网络交易平台规则监督管理办法", en: "Platform Rules Supervision Rule" }, issuer: "regulator", from: "2026-02-01", to: null, state: "in-force" },
  "app-191": { title: { zh: "App违法违规收集使用个人信息行为认定方法", en: "Method for finding unlawful collection by apps" }, issuer: "regulator", from: "2019-11-28", to: null, state: "in-force" },
  "audit-measures": { title: { zh: "个人信息保护合规审计管理办法", en: "Compliance Audit Rule on Personal Information" }, issuer: "regulator", from: "2025-05-01", to: null, state: "in-force" },
  "cac-incident": { title: { zh: "国家网络安全事件报告管理办法", en: "National Cyber Incident Reporting Rule" }, issuer: "regulator", from: "2025-11-01", to: null, state: "in-force" },
  "pboc-incident": { title: { zh: "中国人民银行业务领域网络安全事件报告管理办法", en: "Cyber Incident Reporting in the Central Bank's Field" }, issuer: "regulator", from: "2025-08-01", to: null, state: "in-force" },
  "pboc-data": { title: { zh: "中国人民银行业务领域数据安全管理办法", en: "Data Security in the Central Bank's Field" }, issuer: "regulator", from: "2025-06-30", to: null, state: "in-force" },
  "crim-procedure": { title: { zh: "公安机关办理刑事案件程序规定", en: "Criminal Procedure of Public Security Bodies" }, issuer: "regulator", from: null, to: null, state: "in-force" },
  "admin-procedure": { title: { zh: "公安机关办理行政案件程序规定", en: "Administrative Procedure of Public Security Bodies" }, issuer: "regulator", from: null, to: null, state: "in-force" },
  "intake-2002": { title: { zh: "金融机构协助查询、冻结、扣划工作管理规定（银发〔2002〕1号）", en: "Help with Query, Freeze and Deduction (No. 1 of 2002)" }, issuer: "regulator", from: null, to: null, state: "in-force" },
  "ml-crime-2024": { title: { zh: "办理洗钱刑事案件司法解释（2024年）", en: "Interpretation on Laundering Cases (2024)" }, issuer: "judiciary", from: "2024-08-20", to: null, state: "in-force" },
  "illegal-settlement-2019": { title: { zh: "办理非法从事资金支付结算业务刑事案件司法解释（2019年）", en: "Interpretation on Illegal Settlement Cases (2019)" }, issuer: "judiciary", from: "2019-02-01", to: null, state: "in-force" },
  "civil-interp": { title: { zh: "民事诉讼法司法解释（2022年修正）", en: "Interpretation of the Civil Procedure Law (2022)" }, issuer: "judiciary", from: "2022-04-10", to: null, state: "in-force" },
  "network-control-2013": { title: { zh: "网络查询、冻结被执行人存款的规定", en: "Electronic Query and Freeze of Deposits" }, issuer: "judiciary", from: "2013-09-02", to: null, state: "in-force" },
  "gbt-35273": { title: { zh: "个人信息安全规范（GB/T 35273-2020）", en: "Personal Information Security Specification (GB/T 35273-2020)" }, issuer: "standard", from: "2020-10-01", to: null, state: "in-force" },
  "jrt-0171": { title: { zh: "个人金融信息保护技术规范（JR/T 0171-2020）", en: "Personal Financial Information Specification (JR/T 0171-2020)" }, issuer: "standard", from: "2020-02-13", to: null, state: "in-force" },
  "order-practice": { title: { zh: "执行与协助实践", en: "Practice of enforcement and assistance" }, issuer: "house", from: null, to: null, state: "in-force" },
  "house-reading": { title: { zh: "本机构口径", en: "The house's reading" }, issuer: "house", from: null, to: null, state: "in-force" },
  traps: { title: { zh: "冲突与取舍", en: "Conflicts and choices" }, issuer: "house", from: null, to: null, state: "in-force" },
};
