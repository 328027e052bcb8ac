import type { RestrictionReason } from "@/domain/controls/codes";
import type { PreviewQuestion } from "@/server/controls/preview";

/** How far one measure of the demo has come. */
export type Fate =
  | "in-force"
  | "released"
  | "release-proposed"
  | "proposed"
  | "rejected"
  | "withdrawn"
  | "void"
  | "failed"
  | "expired"
  | "instructed";

export type Story = {
  readonly fate: Fate;
  /** Days before the present on which it was proposed, and days after that by which it is looked at again. */
  readonly daysAgo: number;
  readonly reviewIn: number;
  readonly scope: PreviewQuestion["scope"];
  readonly reason: RestrictionReason;
  readonly note: string;
};

/** One measure in each state, several in force: a review overdue, some due this week. */
export const STORIES: readonly Story[] = [
  {
    fate: "in-force",
    daysAgo: 61,
    reviewIn: 58,
    scope: "debit",
    reason: "risk-signs",
    note: "短时间内多笔分散转入后集中转出",
  },
  {
    fate: "in-force",
    daysAgo: 44,
    reviewIn: 48,
    scope: "debit",
    reason: "unlawful-funds",
    note: "资金来源说明与交易不符",
  },
  {
    fate: "in-force",
    daysAgo: 30,
    reviewIn: 35,
    scope: "credit",
    reason: "doubtful-data",
    note: "预留手机号已非本人使用",
  },
  { fate: "in-force", daysAgo: 18, reviewIn: 60, scope: "all", reason: "risk-signs", note: "设备与常用地点同日突变" },
  {
    fate: "in-force",
    daysAgo: 9,
    reviewIn: 30,
    scope: "amount",
    reason: "unlawful-funds",
    note: "一笔转入经对方机构提示存疑",
  },
  {
    fate: "in-force",
    daysAgo: 5,
    reviewIn: 90,
    scope: "debit",
    reason: "verification-refused",
    note: "两次通知后仍未更新证件",
  },
  { fate: "released", daysAgo: 52, reviewIn: 60, scope: "debit", reason: "risk-signs", note: "夜间密集转账" },
  { fate: "released", daysAgo: 37, reviewIn: 45, scope: "debit", reason: "doubtful-data", note: "姓名与证件不一致" },
  {
    fate: "release-proposed",
    daysAgo: 21,
    reviewIn: 40,
    scope: "debit",
    reason: "doubtful-data",
    note: "证件过期，客户称已换发",
  },
  { fate: "rejected", daysAgo: 26, reviewIn: 30, scope: "all", reason: "risk-signs", note: "单笔较大转账" },
  { fate: "rejected", daysAgo: 12, reviewIn: 30, scope: "debit", reason: "risk-signs", note: "新设备登录" },
  {
    fate: "withdrawn",
    daysAgo: 15,
    reviewIn: 30,
    scope: "debit",
    reason: "account-adjustment",
    note: "长期未用账户突然活跃",
  },
  { fate: "void", daysAgo: 8, reviewIn: 30, scope: "debit", reason: "risk-signs", note: "同日多笔整数转入" },
  { fate: "failed", daysAgo: 4, reviewIn: 30, scope: "debit", reason: "risk-signs", note: "收款后立即提现" },
  { fate: "expired", daysAgo: 6, reviewIn: 30, scope: "debit", reason: "doubtful-data", note: "职业信息待核" },
  {
    fate: "proposed",
    daysAgo: 0,
    reviewIn: 30,
    scope: "debit",
    reason: "risk-signs",
    note: "三日内多笔分散转入后集中转出",
  },
  {
    fate: "proposed",
    daysAgo: 0,
    reviewIn: 60,
    scope: "amount",
    reason: "unlawful-funds",
    note: "转入资金经提示存疑，仅限该笔",
  },
  {
    fate: "proposed",
    daysAgo: 0,
    reviewIn: 45,
    scope: "all",
    reason: "merchant-fraud-risk",
    note: "商户短期内退款率异常",
  },
  { fate: "instructed", daysAgo: 0, reviewIn: 30, scope: "debit", reason: "risk-signs", note: "与已限制账户共用设备" },
];
