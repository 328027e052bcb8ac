import type { Level } from "@/domain/rulebook/coverage";

/** What each rule of the source documents must reach at least; the list of record of their ids. */
const IDS: Readonly<Record<Level, string>> = {
  enforced: `
    mipay-account-open-events mipay-tier1-verify mipay-tier1-scope mipay-tier1-cap mipay-tier2-verify
    mipay-tier2-scope mipay-tier2-cap mipay-tier3-verify mipay-tier3-scope mipay-tier3-cap mipay-rekyc-single
    mipay-rekyc-30d mipay-rekyc-balance-10d mipay-rekyc-fin-product mipay-rekyc-doubt mipay-rekyc-other
    mipay-auth-dyn-plus-static mipay-auth-2-no-dyn mipay-auth-lt2 mipay-transfer-default-amount
    mipay-transfer-default-count mipay-dormant-6m-open mipay-miacct-cancelled mipriv-unit-50k-purpose
    mipriv-step-up mipriv-step-evidence mipriv-withdraw-clock mipriv-close-15d mipriv-request-15wd
    youpin-not-sanctioned youpin-pay-first youpin-mal-01-abnormal-flow youpin-mal-02-ownership-dispute
    youpin-mal-03-improper-means youpin-mal-04-over-limit youpin-mal-05-arbitrage youpin-mal-06-brushing
    youpin-delivery-bad youpin-cb-limits youpin-term-01 youpin-term-02 youpin-term-03 youpin-term-04
    youpin-term-05 youpin-term-06 youpin-term-07 youpin-term-08 llpay-age-16 llpay-transfer-reasonable-time
    llpay-transfer-blocked llpay-free-verify-limit llpay-fx-hours llpay-holiday-roll llpriv-delete-close-15wd
    llpriv-reply-15wd llpriv-close-quickpay-gate llpriv-child-14 miacct-reclaim-24m
  `,
  recorded: `
    mipay-minor-guardian-read mipay-right-know-product mipay-right-know-data-purpose mipay-right-know-risk
    mipay-right-account-actions mipay-loss-report-prompt mipay-unauthorised-use-report mipay-support-channels
    mipay-statement-mismatch mipay-complaint-dedicated-post mipay-truthful-kyc mipay-change-5wd-advance
    mipay-no-other-use mipay-no-rent-transfer mipay-safekeeping mipay-instruction-validity
    mipay-genuine-background mipay-legal-use mipay-no-reverse-engineering mipay-system-security
    mipay-confidentiality mipay-service-and-fee mipay-disclosure mipay-record-integrity mipay-free-choice
    mipay-no-forced-account mipay-funds-safe-timely mipay-defamation-terminate mipay-refuse-or-recover-unlawful
    mipay-comp-default-full mipay-comp-lt2-unconditional mipay-dispute-inform-result mipay-upgrade-notice
    mipay-fee-change-notice mipay-quickpay-fields mipay-quickpay-dual-check mipay-bank-side-change
    mipay-flow-may-change mipay-authorise-verification mipay-unilateral-change mipay-added-duty-needs-click
    mipay-query-records mipay-bind-unbind-card mipay-password-reset mipay-refund-route mipay-store-data-authorised
    mipay-doubt-suspend mipay-contact-current mipay-info-update mipay-rekyc-refusal mipay-realname-incomplete
    mipay-own-leak-loss mipay-card-deny-over-180d mipay-card-deny-incomplete mipay-moral-self mipay-moral-family
    mipay-moral-lent mipay-moral-disclosed mipay-small-free-optin mipay-small-free-off mipay-transfer-options
    mipay-transfer-limit-change mipay-own-breach-loss mipay-records-prevail mipay-ban-01-state mipay-ban-02-rights
    mipay-ban-03-impersonate mipay-ban-04-illicit-goods mipay-ban-05-gambling mipay-ban-06-ml-cashout-pyramid
    mipay-ban-07-bad-credit-card mipay-ban-08-bad-bank-acct mipay-ban-09-attack mipay-ban-10-terminated-elsewhere
    mipay-ban-11-account-trade mipay-ban-12-other mipay-close-right mipay-close-balance-first
    mipay-secret-leak-loss mipay-notify-5-cases mipay-late-notice-loss mipay-adjust-account mipay-local-law
    mipay-politics mipay-goods-dispute-out mipay-force-majeure mipay-outage-exempt mipay-other-exempt
    mipay-may-handle-content mipay-suspend-business-risk mipay-suspicious-act-first mipay-after-notice
    mipay-terminate-return-lawful mipay-illegal-funds-restrict mipay-authority-freeze-deduct mipay-breach-cancel
    mipay-minimise-disclosure mipriv-channel mipriv-core-vs-extra mipriv-login-data mipriv-open-data
    mipriv-aml-nine mipriv-balance-data mipriv-quickpay-data mipriv-transfer-data mipriv-trade-record
    mipriv-fingerprint-local mipriv-evidence-set mipriv-antifraud-data mipriv-cs-identity mipriv-complaint-forward
    mipriv-permissions-5 mipriv-third-party-source mipriv-mixed-nonpersonal mipriv-marketing-optout
    mipriv-new-purpose-consent mipriv-cookies mipriv-no-sale mipriv-share-optout mipriv-share-list
    mipriv-share-safeguards mipriv-share-legal mipriv-merger-transfer mipriv-public-disclosure
    mipriv-classify-data mipriv-breach-notify mipriv-never-ask-code mipriv-report-breach-now mipriv-retain-min
    mipriv-store-mainland mipriv-withdraw-anytime mipriv-rights-5 mipriv-request-written mipriv-request-identity
    mipriv-copy-free-one mipriv-correct mipriv-delete-eval mipriv-retain-5y mipriv-backup-isolate mipriv-refuse-01
    mipriv-refuse-02 mipriv-refuse-03 mipriv-refuse-04 mipriv-refuse-05 mipriv-refuse-06 mipriv-refuse-07
    mipriv-refuse-08 mipriv-close-path mipriv-miacct-close-check mipriv-minor-refuse mipriv-minor-delete
    mipriv-third-party-sdk mipriv-major-change-notice mipriv-complain-regulator mipriv-hotline
    youpin-register-miacct youpin-capacity youpin-info-ban-01 youpin-info-ban-02 youpin-info-ban-03
    youpin-info-ban-04 youpin-info-ban-05 youpin-info-ban-06 youpin-info-ban-07 youpin-info-ban-08
    youpin-info-ban-09 youpin-info-ban-10 youpin-info-measures youpin-merchant-liability youpin-out-of-stock
    youpin-area-limit youpin-price-error youpin-info-monitor youpin-no-bulk-resale youpin-mal-measure
    youpin-gift-return youpin-review-measures youpin-cb-fx-data youpin-cb-own-use youpin-cb-standards
    youpin-cb-no-resale youpin-cb-risk-notice youpin-mediation youpin-privacy-rights youpin-retain-3y
    youpin-mask-after-purpose youpin-disclose-authority youpin-wechat-link youpin-sanctions-4-regimes
    youpin-no-reexport youpin-no-military-use youpin-sanction-measures youpin-force-majeure youpin-reserved-names
    youpin-ip-complaint youpin-change-notice youpin-term-measures youpin-contact-current youpin-notice-channels
    llpay-full-capacity llpay-home-law llpay-kyc-set llpay-scheme-rules llpay-no-cashout llpay-transfer-risk-delay
    llpay-info-current llpay-nonmaterial-correction llpay-legal-rep-check llpay-merchant-tamper
    llpay-refuse-malformed llpay-alert-act llpay-statement-same-day llpay-statement-12m llpay-bank-flow-prevails
    llpay-credential-loss llpay-user-fault-list llpay-misuse-stop-notify llpay-misuse-institution
    llpay-pre-notice-exempt llpay-misuse-evidence llpay-no-account-trade llpay-free-verify-consent
    llpay-free-verify-unauthorised llpay-free-verify-exempt llpay-fin-consumer llpay-marketing-consent
    llpay-log-all llpay-notify-progress llpay-data-set llpay-share llpay-retain-5y llpay-source-docs
    llpay-fx-quota-user llpay-fx-over-quota llpay-rule-30d llpay-fee-30d llpay-cs llpay-ban-1 llpay-ban-2
    llpay-ban-3 llpay-ban-4 llpay-ban-5 llpay-ban-6 llpay-ban-7 llpay-ban-8 llpay-ban-9
    llpay-suspend-sole-judgement llpay-report-and-demand-evidence llpay-bad-info-suspend llpay-supplement-refusal
    llpay-freeze-reasonable llpay-outage-exempt llpay-no-credit-cash llpay-no-indirect-loss
    llpay-liability-cap-fee llpay-agreement-30d llpay-service-address llpriv-quickpay-data llpriv-ebank-data
    llpriv-cs-identity llpriv-aml-screening llpriv-device-data llpriv-marketing-optout llpriv-call-recording
    llpriv-never-store-sad llpriv-new-purpose-consent llpriv-deidentified-analytics llpriv-share-8
    llpriv-share-bank-fields llpriv-share-verifier-fields llpriv-share-contract llpriv-entrust-delete
    llpriv-transfer-4 llpriv-authority-needs-papers llpriv-security llpriv-retain-min llpriv-user-leak-contact
    llpriv-incident-content llpriv-incident-channel llpriv-view-correct-supplement llpriv-delete-cases
    llpriv-delete-downstream llpriv-backup-isolate llpriv-change-withdraw llpriv-written-identity llpriv-fee
    llpriv-refuse-soft-4 llpriv-refuse-hard-6 llpriv-close-quickpay-paths llpriv-retain-tx-5y llpriv-retain-id-5y
    llpriv-retain-query llpriv-cross-border-3 llpriv-major-change-6 llpriv-complain-4 llpriv-dpo-contact
    miacct-guardian miacct-true-info miacct-bad-name-measures miacct-responsible miacct-personal-only
    miacct-risk-refuse miacct-third-party-login miacct-recovery miacct-not-owner-duty miacct-no-transfer
    miacct-measures miacct-non-registrant-terminate miacct-measure-loss miacct-reclaim-pending miacct-leak-loss
    miacct-close-own miacct-content-ban-01 miacct-content-ban-02 miacct-content-ban-03 miacct-content-ban-04
    miacct-content-ban-05 miacct-content-ban-06 miacct-content-ban-07 miacct-content-ban-08 miacct-content-ban-09
    miacct-content-ban-10 miacct-act-ban-01 miacct-act-ban-02 miacct-act-ban-03 miacct-act-ban-04
    miacct-act-ban-05 miacct-act-ban-06 miacct-indemnity miacct-judicial-coop miacct-no-resale miacct-no-indirect
    miacct-disclaimers-9 miacct-liability-cap miacct-ip-takedown miacct-reserved-names miacct-change-immediate
    miacct-terminate-anytime miacct-notice-email
  `,
  informational: `
    mipay-clickwrap-consent mipay-service-types mipay-insufficient-balance mipay-balance-not-deposit
    mipay-consume-transfer mipay-receive mipay-topup-withdraw mipay-instruction-irrevocable mipay-secret-items
    mipay-fee-free-until mipay-ip mipay-forum mipay-severable mipriv-precedence mipriv-auth-factors
    mipriv-consent-exceptions-11 youpin-rules-part-of-agreement youpin-operator-change youpin-licensed-payment
    youpin-contract-formed youpin-coupon-consumed youpin-eta-reference youpin-aftersale-mainland
    youpin-content-licence youpin-no-cold-paid-service youpin-forum youpin-severable llpay-cited-law
    llpay-quickpay llpay-ebank llpay-topup-virtual llpay-other-services llpay-merchant-instruction-only
    llpay-irrevocable llpay-fx-trade-excluded llpay-fee-continue llpay-forum llpriv-update-continued-use
    llpriv-consent-exceptions-11 llpriv-certs miacct-ownership miacct-single-terms-prevail
    miacct-never-ask-password miacct-feedback miacct-forum miacct-severable
  `,
};

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Required level by rule id. */
export const REQUIRED_LEVEL: Readonly<Record<string, Level>> = Object.fromEntries([
  ...words(IDS.enforced).map((id) => [id, "enforced"] as const),
  ...words(IDS.recorded).map((id) => [id, "recorded"] as const),
  ...words(IDS.informational).map((id) => [id, "informational"] as const),
]);
