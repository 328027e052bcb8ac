/**
 * Every automatic check, with the rules it rests on (the first carries it). `override`: whether a second person may let
 * a submission pass against a failure; `held` ones leave the desk instead.
 */
export const CHECKS = {
  "resident-number": { rules: ["mipay-truthful-kyc", "law-np-open"], override: "second-person" },
  "paper-number": { rules: ["mipay-truthful-kyc", "law-np-open"], override: "second-person" },
  "credit-code": { rules: ["llpay-kyc-set", "law-bo"], override: "second-person" },
  validity: { rules: ["mipriv-aml-nine", "law-54", "law-id-term"], override: "second-person" },
  age: { rules: ["llpay-age-16", "law-cc-age", "trap-16"], override: "second-person" },
  mrz: { rules: ["mipay-truthful-kyc"], override: "second-person" },
  agreement: { rules: ["mipay-truthful-kyc", "law-np-open"], override: "second-person" },
  registry: { rules: ["mipriv-open-data", "mipriv-third-party-source", "law-np-11"], override: "second-person" },
  quality: { rules: ["mipriv-aml-nine"], override: "second-person" },
  duplicate: { rules: ["mipay-ban-03-impersonate"], override: "second-person" },
  "phone-one-id": { rules: ["mipay-ban-03-impersonate", "law-261-phone-id"], override: "second-person" },
  "list-hit": { rules: ["law-aml-40"], override: "held" },
  channels: {
    rules: ["mipay-tier1-verify", "mipay-tier2-verify", "mipay-tier3-verify", "law-np-11"],
    override: "second-person",
  },
  completeness: {
    rules: ["mipriv-aml-nine", "llpay-kyc-set", "llpay-legal-rep-check", "law-aml-28"],
    override: "second-person",
  },
  ownership: { rules: ["law-bo", "llpay-kyc-set"], override: "second-person" },
} as const satisfies Record<
  string,
  { readonly rules: readonly [string, ...string[]]; readonly override: "second-person" | "held" }
>;

export type CheckName = keyof typeof CHECKS;
export const CHECK_NAMES = Object.keys(CHECKS) as [CheckName, ...CheckName[]];
