import type { RuleVersion } from "@/domain/rulebook/model";
import { PAYMENT_AGREEMENT } from "./000-payment-agreement";
import { PAYMENT_PRIVACY_POLICY } from "./001-payment-privacy-policy";
import { MARKETPLACE_AGREEMENT } from "./002-marketplace-agreement";
import { MERCHANT_PRIVACY_POLICY } from "./003-annex-merchant-privacy-policy";
import { MERCHANT_PAYMENT_AGREEMENT } from "./003-merchant-payment-agreement";
import { ACCOUNT_AGREEMENT } from "./004-account-agreement";
import { LAW_AML } from "./law-aml";
import { LAW_ANTIFRAUD } from "./law-antifraud";
import { LAW_CONSUMER } from "./law-consumer";
import { LAW_COUNTING } from "./law-counting";
import { LAW_ORDERS } from "./law-orders";
import { LAW_PAYMENT } from "./law-payment";
import { LAW_PRIVACY } from "./law-privacy";
import { TRAPS } from "./traps";

export { DOCUMENTS, type RuleDocument } from "./documents";
export { REQUIRED_LEVEL } from "./required-levels";

/** Rules of the source documents: the ids whose coverage is counted. */
export const SEED_RULES: readonly RuleVersion[] = [
  ...PAYMENT_AGREEMENT,
  ...PAYMENT_PRIVACY_POLICY,
  ...MARKETPLACE_AGREEMENT,
  ...MERCHANT_PAYMENT_AGREEMENT,
  ...MERCHANT_PRIVACY_POLICY,
  ...ACCOUNT_AGREEMENT,
];

/** Every version the files hold: source documents, the law behind them, and the conflicts between them. */
export const RULE_FILES: readonly RuleVersion[] = [
  ...SEED_RULES,
  ...LAW_COUNTING,
  ...LAW_AML,
  ...LAW_PAYMENT,
  ...LAW_ANTIFRAUD,
  ...LAW_CONSUMER,
  ...LAW_PRIVACY,
  ...LAW_ORDERS,
  ...TRAPS,
];
