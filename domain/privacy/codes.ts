import type { CodedEntry } from "../rulebook/coded-entry";
import type { PrivacyDocument, RequestType } from "./model";

/**
 * How a ground is told. Several grounds share `legal-duty`: what is kept back because of fraud, security, criminal process
 * or a term of the law reads the same, so that nobody learns from the words which it was (trap-dsar-str).
 */
export const TOLD_GROUNDS = [
  "repeated",
  "others",
  "impractical",
  "not-required",
  "public",
  "confidence",
  "legal-duty",
  "abuse",
  "harm",
  "trade-secret",
  "identity",
  "not-entitled",
  "conditions",
  "closing",
] as const;
export type ToldGround = (typeof TOLD_GROUNDS)[number];

type Ground = {
  readonly rules: readonly [string, ...string[]];
  readonly told: ToldGround;
  /** The documents that allow it; left out: the law allows it under each. */
  readonly documents?: readonly [PrivacyDocument, ...PrivacyDocument[]];
  /** The types it answers; left out: each. */
  readonly types?: readonly [RequestType, ...RequestType[]];
  /** Whether it may end a request whose identity was never proven. */
  readonly unproven?: true;
};

const PAYMENT = { documents: ["payment-policy"] } as const;
const MERCHANT = { documents: ["merchant-policy"] } as const;

/** Why a request is refused, wholly or in part: each with the row that allows it, and under which document. */
export const REFUSAL_GROUNDS = {
  vexatious: { rules: ["mipriv-refuse-01"], told: "repeated", ...PAYMENT },
  "others-privacy": { rules: ["mipriv-refuse-02"], told: "others", ...PAYMENT },
  impractical: { rules: ["mipriv-refuse-03"], told: "impractical", ...PAYMENT },
  disproportionate: { rules: ["mipriv-refuse-04"], told: "impractical", ...PAYMENT },
  "not-required": { rules: ["mipriv-refuse-05"], told: "not-required", ...PAYMENT },
  "already-public": { rules: ["mipriv-refuse-06"], told: "public", ...PAYMENT },
  "in-confidence": { rules: ["mipriv-refuse-07"], told: "confidence", ...PAYMENT },
  "fraud-security": { rules: ["mipriv-refuse-08", "trap-dsar-str"], told: "legal-duty", ...PAYMENT },
  "groundless-repeat": { rules: ["llpriv-refuse-soft-4"], told: "repeated", ...MERCHANT },
  "too-technical": { rules: ["llpriv-refuse-soft-4"], told: "impractical", ...MERCHANT },
  "others-rights": { rules: ["llpriv-refuse-soft-4"], told: "others", ...MERCHANT },
  "very-impractical": { rules: ["llpriv-refuse-soft-4"], told: "impractical", ...MERCHANT },
  "state-security": { rules: ["llpriv-refuse-hard-6", "trap-dsar-str"], told: "legal-duty", ...MERCHANT },
  "public-interest": { rules: ["llpriv-refuse-hard-6", "trap-dsar-str"], told: "legal-duty", ...MERCHANT },
  "criminal-process": { rules: ["llpriv-refuse-hard-6", "trap-dsar-str"], told: "legal-duty", ...MERCHANT },
  "bad-faith": { rules: ["llpriv-refuse-hard-6"], told: "abuse", ...MERCHANT },
  "serious-harm": { rules: ["llpriv-refuse-hard-6"], told: "harm", ...MERCHANT },
  "trade-secret": { rules: ["llpriv-refuse-hard-6"], told: "trade-secret", ...MERCHANT },
  "legal-retention": { rules: ["law-pipl-47"], told: "legal-duty", types: ["deletion", "closure", "minor-data"] },
  "closing-conditions": { rules: ["law-ecom-24", "mipay-close-balance-first"], told: "closing", types: ["closure"] },
  "transfer-conditions": { rules: ["law-netdata-25"], told: "conditions", types: ["portability"] },
  "identity-not-proven": { rules: ["law-ecom-24"], told: "identity", unproven: true },
  "not-guardian": { rules: ["law-pipl-31", "law-minor-net-34"], told: "not-entitled", unproven: true },
  "not-authorised": { rules: ["law-pipl-50"], told: "not-entitled", unproven: true },
  "not-kin": { rules: ["law-pipl-49"], told: "not-entitled", unproven: true },
} as const satisfies Record<string, Ground>;
export type RefusalGround = keyof typeof REFUSAL_GROUNDS;
export const REFUSAL_GROUND_NAMES = Object.keys(REFUSAL_GROUNDS) as [RefusalGround, ...RefusalGround[]];

/** A ground with all it may say. */
export const groundOf = (name: RefusalGround): Ground => REFUSAL_GROUNDS[name];

/** Why a checker gives a proposal back. */
export const PROPOSAL_REJECTIONS = {
  "ground-thin": ["trap-refusal-reason"],
  "to-complete": ["law-pipl-50"],
  "plan-doubtful": ["law-pipl-47"],
  "identity-unsure": ["law-pipl-50"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type ProposalRejection = keyof typeof PROPOSAL_REJECTIONS;

/** Why a request lapses without an answer. `joined`: it goes with another open one of the same person. */
export const LAPSE_REASONS = {
  "never-proven": ["law-pipl-50"],
  "too-many-wrong": ["mipriv-never-ask-code"],
  joined: ["law-pipl-50"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type LapseReason = keyof typeof LAPSE_REASONS;
export const LAPSE_REASON_NAMES = Object.keys(LAPSE_REASONS) as [LapseReason, ...LapseReason[]];

/** Papers by which somebody shows who he is, or for whom he may ask. */
export const PAPERS = {
  "identity-document": ["law-pipl-50"],
  "power-of-attorney": ["mipriv-request-identity"],
  "guardianship-proof": ["law-pipl-31", "law-minor-net-34"],
  "kinship-proof": ["law-pipl-49"],
  "death-proof": ["law-pipl-49"],
  "interest-statement": ["law-pipl-49"],
  "written-request": ["mipriv-request-written", "llpriv-written-identity"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type Paper = keyof typeof PAPERS;
export const PAPER_NAMES = Object.keys(PAPERS) as [Paper, ...Paper[]];

/** Where who is not satisfied may go, by document. */
export const COMPLAINT_WAYS = {
  "payment-policy": ["mipriv-complain-regulator"],
  "merchant-policy": ["llpriv-complain-4"],
  "platform-agreement": ["law-pipl-65"],
  "account-agreement": ["law-pipl-65"],
} as const satisfies Record<PrivacyDocument, readonly [string, ...string[]]>;

const entries = (
  table: Readonly<Record<string, readonly string[]>>,
  word: string,
  kind: CodedEntry["kind"],
): readonly CodedEntry[] =>
  Object.entries(table).map(([code, rules]) => ({ code: `privacy.${word}.${code}`, kind, rules }));

/** Every coded entry of the capability with the rules it carries. */
export const CODES: readonly CodedEntry[] = [
  ...Object.entries(REFUSAL_GROUNDS).map(([code, { rules }]) => ({
    code: `privacy.ground.${code}`,
    kind: "reason" as const,
    rules,
  })),
  ...entries(PROPOSAL_REJECTIONS, "rejection", "reason"),
  ...entries(LAPSE_REASONS, "lapse", "reason"),
  ...entries(PAPERS, "paper", "evidence"),
  ...entries(COMPLAINT_WAYS, "complaint", "notice"),
];

/** Every "no" of this capability; translated in messages/<locale>/privacy.json under `refusals`. */
export const privacyRefusals = [
  "privacy.request.future",
  "privacy.request.too-old",
  "privacy.request.already-open",
  "privacy.request.stale",
  "privacy.request.not-now",
  "privacy.request.of-the-app",
  "privacy.request.not-proven",
  "privacy.request.no-customer",
  "privacy.request.other-type",
  "privacy.request.details-missing",
  "privacy.requester.not-minor",
  "privacy.requester.type-not-for-guardian",
  "privacy.requester.minor-only",
  "privacy.requester.not-natural",
  "privacy.requester.type-not-for-kin",
  "privacy.identity.papers-missing",
  "privacy.identity.way-not-enough",
  "privacy.identity.code-missing",
  "privacy.identity.code-stopped",
  "privacy.identity.code-too-soon",
  "privacy.identity.no-phone",
  "privacy.identity.sign-in-old",
  "privacy.refusal.ground-not-allowed",
  "privacy.erasure.plan-changed",
  "privacy.answer.not-carried-out",
  "privacy.answer.nothing-to-review",
  "privacy.closing.accounts-open",
  "privacy.words.kept",
  "privacy.words.secret",
  "privacy.fee.free-copy",
  "privacy.fee.unpaid",
  "privacy.fee.not-now",
  "privacy.fee.not-yours",
  "privacy.fee.own-check",
  "privacy.fee.too-high",
] as const;
export type PrivacyRefusal = (typeof privacyRefusals)[number];
