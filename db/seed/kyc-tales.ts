import type { RejectReason } from "@/domain/kyc/codes";
import type { DocumentKind, Purpose } from "@/domain/kyc/model";
import type { OwnersTale } from "./kyc-owners";

/** What is wrong with a submission, so that the bench has something to find. */
export type Trouble =
  | "name"
  | "number"
  | "expired"
  | "blurred"
  | "glare"
  | "registry"
  | "same-face"
  | "phone"
  | "unread";

/** How a submission of the demo ended, so far. */
export type End =
  | { readonly at: "collecting" | "reading" | "ready" | "accept" | "override" }
  | { readonly at: "reject"; readonly reason: RejectReason }
  | { readonly at: "ask"; readonly reason: RejectReason; readonly again: DocumentKind; readonly answered?: boolean };

export type Tale = {
  readonly subject: "person" | "enterprise";
  readonly purpose: Purpose;
  readonly documents: readonly DocumentKind[];
  readonly hoursAgo: number;
  readonly via: "api" | "desk";
  readonly channels: number;
  readonly requestedClass?: 1 | 2 | 3;
  readonly trouble?: Trouble;
  /** The owners an enterprise declares; left out, those on record stand. */
  readonly owners?: OwnersTale;
  readonly end: End;
};

const CARD: readonly DocumentKind[] = ["id-front", "id-back"];
const WITH_FACE: readonly DocumentKind[] = ["id-front", "id-back", "hand-held"];
const FRONT: readonly DocumentKind[] = ["id-front"];
const READY: End = { at: "ready" };
const ACCEPT: End = { at: "accept" };

type Short = Omit<Tale, "subject" | "purpose" | "documents" | "via" | "channels"> & Partial<Tale>;
const person = (short: Short): Tale => ({
  subject: "person",
  purpose: "onboarding",
  documents: FRONT,
  via: "api",
  channels: 3,
  ...short,
});
const firm = (short: Short): Tale => ({
  ...person(short),
  subject: "enterprise",
  documents: short.documents ?? ["business-licence"],
});

const TROUBLES: readonly Trouble[] = ["name", "glare", "expired", "registry", "blurred", "number", "phone", "unread"];
const PURPOSES: readonly Purpose[] = ["onboarding", "upgrade", "document-update", "re-verification"];
const REASONS: readonly RejectReason[] = [
  "not-readable",
  "data-differs",
  "expired",
  "face-unlike",
  "phone-elsewhere",
  "glare",
];

/** Every submission of the demo: what waits now, and what was decided in the last three weeks. */
export const TALES: readonly Tale[] = [
  ...[2, 5, 30, 50].map((hoursAgo) => person({ hoursAgo, documents: CARD, end: { at: "collecting" } })),
  ...[0.2, 0.4].map((hoursAgo) => person({ hoursAgo, end: { at: "reading" } })),
  ...Array.from({ length: 12 }, (_, n) =>
    person({
      hoursAgo: 1 + n * 2.7,
      documents: n % 4 === 0 ? WITH_FACE : n % 4 === 3 ? FRONT : CARD,
      purpose: PURPOSES[n % PURPOSES.length] ?? "onboarding",
      via: n % 3 === 0 ? "desk" : "api",
      end: READY,
    }),
  ),
  ...TROUBLES.map((trouble, n) => person({ hoursAgo: 2 + n * 4, trouble, end: READY })),
  person({ hoursAgo: 9, documents: ["hand-held"], trouble: "same-face", end: READY }),
  person({ hoursAgo: 8, documents: ["hand-held"], trouble: "same-face", end: READY }),
  firm({ hoursAgo: 6, owners: "gap", end: READY }),
  firm({ hoursAgo: 20, trouble: "registry", end: READY }),
  firm({ hoursAgo: 26, documents: ["business-licence", "id-front"], via: "desk", owners: "whole", end: READY }),
  firm({ hoursAgo: 240, owners: "whole", end: ACCEPT }),
  ...Array.from({ length: 12 }, (_, n) =>
    person({
      hoursAgo: 30 + n * 37,
      purpose: PURPOSES[n % PURPOSES.length] ?? "onboarding",
      documents: n % 3 === 0 ? CARD : FRONT,
      channels: PURPOSES[n % PURPOSES.length] === "upgrade" ? 5 : 3,
      end: ACCEPT,
    }),
  ),
  ...REASONS.map((reason, n) => person({ hoursAgo: 40 + n * 61, end: { at: "reject", reason } })),
  person({ hoursAgo: 20, trouble: "glare", end: { at: "ask", reason: "glare", again: "id-front" } }),
  person({ hoursAgo: 70, documents: CARD, end: { at: "ask", reason: "cut-off", again: "id-back" } }),
  person({
    hoursAgo: 90,
    documents: CARD,
    end: { at: "ask", reason: "not-readable", again: "id-front", answered: true },
  }),
  person({ hoursAgo: 320, end: { at: "ask", reason: "wrong-side", again: "id-front" } }),
  person({ hoursAgo: 400, end: { at: "ask", reason: "expired", again: "id-front" } }),
  person({ hoursAgo: 12, trouble: "registry", end: { at: "override" } }),
];
