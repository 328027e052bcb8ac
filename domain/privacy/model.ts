/** What a subject may ask for. */
export const REQUEST_TYPES = [
  "access",
  "copy",
  "portability",
  "correction",
  "deletion",
  "closure",
  "consent-withdrawal",
  "marketing-off",
  "sharing-off",
  "restriction",
  "minor-data",
  "decision-explanation",
] as const;
export type RequestType = (typeof REQUEST_TYPES)[number];

/**
 * Under which document the house answers: the payment privacy policy (001), the marketplace agreement (002), the merchant
 * service's policy (003), or the platform's account agreement (004).
 */
export const PRIVACY_DOCUMENTS = [
  "payment-policy",
  "platform-agreement",
  "merchant-policy",
  "account-agreement",
] as const;
export type PrivacyDocument = (typeof PRIVACY_DOCUMENTS)[number];

/** The document a programme's own service stands under; others are chosen by hand. */
export const documentOf = (programmeId: string): PrivacyDocument =>
  programmeId === "mall" ? "platform-agreement" : "payment-policy";

/** How a request reached the house. */
export const REQUEST_CHANNELS = ["phone", "counter", "letter", "web-form", "api", "in-app"] as const;
export type RequestChannel = (typeof REQUEST_CHANNELS)[number];

/** Who asks: the subject, somebody with his power of attorney, his guardian, or the next of kin of one who has died. */
export const REQUESTER_KINDS = ["subject", "agent", "guardian", "next-of-kin"] as const;
export type RequesterKind = (typeof REQUESTER_KINDS)[number];

/**
 * Where a request stands. `received`: nobody has proven who he is. `verified`: proven, waiting for an officer. `proposed`:
 * a refusal, a deletion or a closing waits for a second person. `lapsed`: the identity was never proven, or too many
 * wrong codes stopped it.
 */
export const REQUEST_STATES = [
  "received",
  "verified",
  "working",
  "proposed",
  "answered",
  "withdrawn",
  "lapsed",
] as const;
export type RequestState = (typeof REQUEST_STATES)[number];
export const OPEN_STATES = ["received", "verified", "working", "proposed"] as const satisfies readonly RequestState[];

/** How an answered request came out. */
export const REQUEST_OUTCOMES = ["fulfilled", "partly", "refused"] as const;
export type RequestOutcome = (typeof REQUEST_OUTCOMES)[number];

/** What the public may know of a request: no more. */
export const PUBLIC_STATES = ["received", "working", "answered"] as const;
export type PublicState = (typeof PUBLIC_STATES)[number];

/** What a fee for a repeated copy has come to. */
export const FEE_STATES = ["quoted", "approved", "accepted", "waived"] as const;
export type FeeState = (typeof FEE_STATES)[number];

/** What happened to a request, one line each on its page. */
export const REQUEST_STEPS = [
  "received",
  "registered",
  "receipt-earlier",
  "matched",
  "papers-asked",
  "code-sent",
  "code-wrong",
  "code-stopped",
  "verified",
  "took-effect",
  "started",
  "package-asked",
  "package-ready",
  "package-failed",
  "correction-proposed",
  "correction-settled",
  "refusal-proposed",
  "erasure-proposed",
  "proposal-returned",
  "carried-out",
  "closing-asked",
  "restriction-released",
  "review-asked",
  "fee-quoted",
  "fee-approved",
  "fee-accepted",
  "fee-waived",
  "near-due",
  "overdue",
  "answered",
  "withdrawn",
  "lapsed",
] as const;
export type RequestStep = (typeof REQUEST_STEPS)[number];
