import type { Instant } from "../shared/time";

/** The lawful bases there are: law-pipl-13 names seven. "Safety of the service" and "research" are none of them. */
export const LAWFUL_BASES = [
  "consent",
  "contract",
  "legal-duty",
  "emergency",
  "news",
  "public-data",
  "other-law",
] as const;
export type LawfulBasis = (typeof LAWFUL_BASES)[number];

/** By what a customer may be offered things; the names are those of the channels of letters. */
export const MARKETING_CHANNELS = ["sms", "push", "page"] as const;
export type MarketingChannel = (typeof MARKETING_CHANNELS)[number];

type PurposeSpec = {
  /** `core`: the service cannot be without it, and no consent is asked. `optional`: refusing it costs the customer nothing. */
  readonly need: "core" | "optional";
  readonly basis: LawfulBasis;
  /** Asked for by itself, never bundled with another. */
  readonly separate: boolean;
  /** The rows that ask for the consent, or make it needless. */
  readonly rules: readonly [string, ...string[]];
};

/** What personal data are processed for. */
export const PURPOSES = {
  "payment-service": { need: "core", basis: "contract", separate: false, rules: ["law-pipl-13", "law-pipl-16"] },
  "identity-check": { need: "core", basis: "legal-duty", separate: false, rules: ["law-pipl-13", "law-pipl-16"] },
  "fraud-defence": { need: "core", basis: "legal-duty", separate: false, rules: ["law-pipl-13", "law-pipl-16"] },
  "marketing-sms": {
    need: "optional",
    basis: "consent",
    separate: true,
    rules: ["llpriv-marketing-optout", "mipriv-marketing-optout"],
  },
  "marketing-push": {
    need: "optional",
    basis: "consent",
    separate: true,
    rules: ["llpriv-marketing-optout", "mipriv-marketing-optout"],
  },
  "marketing-page": {
    need: "optional",
    basis: "consent",
    separate: true,
    rules: ["llpriv-marketing-optout", "mipriv-marketing-optout"],
  },
  "automated-marketing": { need: "optional", basis: "consent", separate: true, rules: ["law-pipl-24"] },
  "share-partner": { need: "optional", basis: "consent", separate: true, rules: ["law-pipl-23"] },
  "share-affiliate": { need: "optional", basis: "consent", separate: true, rules: ["law-pipl-23", "trap-affiliate"] },
  "face-check": {
    need: "optional",
    basis: "consent",
    separate: true,
    rules: ["law-pipl-28", "law-pipl-29", "law-pipl-30", "law-netdata-22"],
  },
  "cross-border": { need: "optional", basis: "consent", separate: true, rules: ["law-pipl-39"] },
  // Nothing of a customer is shown to everybody without his own yes, or a law that says so.
  publication: {
    need: "optional",
    basis: "consent",
    separate: true,
    rules: ["mipriv-public-disclosure", "law-pipl-25"],
  },
  "call-recording": { need: "optional", basis: "consent", separate: true, rules: ["llpriv-call-recording"] },
} as const satisfies Record<string, PurposeSpec>;
export type Purpose = keyof typeof PURPOSES;
export const PURPOSE_NAMES = Object.keys(PURPOSES) as [Purpose, ...Purpose[]];
export const OPTIONAL_PURPOSES = PURPOSE_NAMES.filter((name) => PURPOSES[name].need === "optional") as [
  Purpose,
  ...Purpose[],
];
export const marketingPurpose = (channel: MarketingChannel): Purpose => `marketing-${channel}`;

/** What was said about a purpose. Events are only ever added. */
export const CONSENT_CHANGES = ["given", "refused", "withdrawn"] as const;
export type ConsentChange = (typeof CONSENT_CHANGES)[number];

/** How it reached the house. Going on using the service is none of them. */
export const CONSENT_CHANNELS = ["app", "web", "phone", "counter", "letter"] as const;
export type ConsentChannel = (typeof CONSENT_CHANNELS)[number];

/** The documents whose wording customers are told of and agree to. */
export const DOCUMENTS = {
  "payment-privacy": "privacy",
  "merchant-privacy": "privacy",
  "payment-agreement": "payment-agreement",
  "merchant-agreement": "payment-agreement",
  "marketplace-rules": "platform-rules",
  "account-rules": "platform-rules",
} as const;
export type PolicyDocument = keyof typeof DOCUMENTS;
export type DocumentKind = (typeof DOCUMENTS)[PolicyDocument];
export const DOCUMENT_NAMES = Object.keys(DOCUMENTS) as [PolicyDocument, ...PolicyDocument[]];

/** How much a version changes. The last changes what data are processed for, how, or which kinds. */
export const CHANGE_CLASSES = ["immaterial", "major", "purpose-way-kind"] as const;
export type ChangeClass = (typeof CHANGE_CLASSES)[number];

/** What makes a change of a privacy policy major. */
export const MAJOR_CHANGES = [
  "service-model",
  "ownership",
  "recipients",
  "rights",
  "contact",
  "high-risk-assessment",
] as const;
export type MajorChange = (typeof MAJOR_CHANGES)[number];

/** How customers are told of a version before it holds. */
export const NOTICE_WAYS = ["page", "push", "mail", "sms"] as const;
export type NoticeWay = (typeof NOTICE_WAYS)[number];

export const VERSION_STATES = ["proposed", "published", "rejected"] as const;
export type VersionState = (typeof VERSION_STATES)[number];

/** How a customer may be said to have agreed to a changed agreement; the last is what documents say and law does not allow. */
export const ACCEPTANCE_WAYS = ["data-message", "written", "counter", "continued-use"] as const;
export type AcceptanceWay = (typeof ACCEPTANCE_WAYS)[number];

/** A version of a document as decisions see it. */
export type PolicyVersion = {
  readonly id: string;
  readonly document: PolicyDocument;
  readonly seq: number;
  readonly state: VersionState;
  readonly effectiveAt: Instant | null;
  /** Purposes the text names. */
  readonly purposes: readonly Purpose[];
  /** Purposes whose meaning, way or kinds of data it changes: what was agreed to before does not cover them. */
  readonly changedPurposes: readonly Purpose[];
};

/** What a customer last said about a purpose. */
export type ConsentState = {
  readonly purpose: Purpose;
  readonly change: ConsentChange;
  readonly at: Instant;
  readonly document: PolicyDocument;
  readonly seq: number;
};
