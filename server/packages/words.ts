import enAccounts from "@/messages/en/accounts.json";
import enClosures from "@/messages/en/closures.json";
import enConsents from "@/messages/en/consents.json";
import enControls from "@/messages/en/controls.json";
import enCorrections from "@/messages/en/corrections.json";
import enCustomers from "@/messages/en/customers.json";
import enEvidence from "@/messages/en/evidence.json";
import enKyc from "@/messages/en/kyc.json";
import enLedger from "@/messages/en/ledger.json";
import enLetters from "@/messages/en/letters.json";
import enLosses from "@/messages/en/losses.json";
import enObjections from "@/messages/en/objections.json";
import enPackages from "@/messages/en/packages.json";
import enPrivacy from "@/messages/en/privacy.json";
import enProcessing from "@/messages/en/processing.json";
import enReverification from "@/messages/en/reverification.json";
import enSharing from "@/messages/en/sharing.json";
import zhAccounts from "@/messages/zh-CN/accounts.json";
import zhClosures from "@/messages/zh-CN/closures.json";
import zhConsents from "@/messages/zh-CN/consents.json";
import zhControls from "@/messages/zh-CN/controls.json";
import zhCorrections from "@/messages/zh-CN/corrections.json";
import zhCustomers from "@/messages/zh-CN/customers.json";
import zhEvidence from "@/messages/zh-CN/evidence.json";
import zhKyc from "@/messages/zh-CN/kyc.json";
import zhLedger from "@/messages/zh-CN/ledger.json";
import zhLetters from "@/messages/zh-CN/letters.json";
import zhLosses from "@/messages/zh-CN/losses.json";
import zhObjections from "@/messages/zh-CN/objections.json";
import zhPackages from "@/messages/zh-CN/packages.json";
import zhPrivacy from "@/messages/zh-CN/privacy.json";
import zhProcessing from "@/messages/zh-CN/processing.json";
import zhReverification from "@/messages/zh-CN/reverification.json";
import zhSharing from "@/messages/zh-CN/sharing.json";

const ALL = {
  "zh-CN": {
    accounts: zhAccounts,
    closures: zhClosures,
    consents: zhConsents,
    controls: zhControls,
    corrections: zhCorrections,
    customers: zhCustomers,
    evidence: zhEvidence,
    kyc: zhKyc,
    ledger: zhLedger,
    letters: zhLetters,
    losses: zhLosses,
    objections: zhObjections,
    packages: zhPackages,
    privacy: zhPrivacy,
    processing: zhProcessing,
    reverification: zhReverification,
    sharing: zhSharing,
  },
  en: {
    accounts: enAccounts,
    closures: enClosures,
    consents: enConsents,
    controls: enControls,
    corrections: enCorrections,
    customers: enCustomers,
    evidence: enEvidence,
    kyc: enKyc,
    ledger: enLedger,
    letters: enLetters,
    losses: enLosses,
    objections: enObjections,
    packages: enPackages,
    privacy: enPrivacy,
    processing: enProcessing,
    reverification: enReverification,
    sharing: enSharing,
  },
} as const;

export type PackageLanguage = keyof typeof ALL;

/** The words of a package itself. */
export const wordsOf = (language: PackageLanguage): typeof enPackages => ALL[language].packages;

function at(language: PackageLanguage, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (found, name) => (found && typeof found === "object" ? (found as Record<string, unknown>)[name] : undefined),
    ALL[language],
  );
}

/** A code in words: what stands at `path` under it. Codes without words read "other": no code is shown to a customer. */
export function wordOf(language: PackageLanguage, path: string, code: string): string {
  const found = at(language, [...path.split("."), ...(path === "letters.templates" ? code.split(".") : [code])]);
  return typeof found === "string" ? found : wordsOf(language).other;
}

/** True where words stand at a path: codes under it can be told. */
export const hasWords = (language: PackageLanguage, path: string): boolean =>
  typeof at(language, path.split(".")) === "object";

/** A text with its `{places}` filled. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}
