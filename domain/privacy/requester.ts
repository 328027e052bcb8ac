import { completedYears } from "../kyc/checks/dates";
import { meets } from "../rulebook/figures";
import type { Rules } from "../rulebook/model";
import { type Decided, decided, type Result, refuse } from "../shared/result";
import type { LocalDate } from "../shared/time";
import type { Paper } from "./codes";
import type { PrivacyDocument, RequestChannel, RequesterKind, RequestType } from "./model";

/** The row under which each document asks who it is before anything is done. */
export const IDENTITY_RULES: Readonly<Record<PrivacyDocument, string>> = {
  "payment-policy": "mipriv-request-identity",
  "merchant-policy": "llpriv-written-identity",
  "platform-agreement": "law-ecom-24",
  "account-agreement": "law-ecom-24",
};

/** The row under which a document asks for a request in writing. */
const WRITTEN_RULES: Partial<Record<PrivacyDocument, string>> = {
  "payment-policy": "mipriv-request-written",
  "merchant-policy": "llpriv-written-identity",
};

/** What cannot be undone is asked for in writing where the document says so; the telephone leaves nothing to show. */
const WRITTEN_TYPES: readonly RequestType[] = ["deletion", "closure", "minor-data"];

/** What a guardian may ask for a minor who is no child any more: see, correct, delete, and no more advertising. */
const GUARDIAN_TYPES: readonly RequestType[] = [
  "access",
  "copy",
  "correction",
  "deletion",
  "closure",
  "marketing-off",
  "minor-data",
];

/** What the next of kin of one who has died may ask, for their own lawful interest. */
const KIN_TYPES: readonly RequestType[] = ["access", "copy", "correction", "deletion"];

/** Whose data it is. `bornOn` null: not on file. */
export type DataSubject = { readonly kind: "person" | "enterprise"; readonly bornOn: LocalDate | null };

/** Who asks for what of whom, by which way, under which document. */
export type Asking = {
  readonly requester: RequesterKind;
  readonly type: RequestType;
  readonly document: PrivacyDocument;
  readonly channel: RequestChannel;
};

/**
 * Whether the subject is a child, for whom the guardian decides alone: the policy of the merchant service counts who is
 * fourteen as one, the law everywhere else only who is younger, whichever of its rows reaches further (trap-14).
 */
export function isChild(age: number, document: PrivacyDocument, rules: Rules, on: LocalDate): Decided<boolean> {
  const lines =
    document === "merchant-policy"
      ? ([["llpriv-child-14", "age"]] as const)
      : ([
          ["law-pipl-31", "child-age"],
          ["law-minor-act-72", "child-age"],
        ] as const);
  return decided(
    lines.some(([id, name]) => meets(rules.figure(id, name, on), age)),
    [...lines.map(([id]) => rules.ref(id, on)), rules.ref("trap-14", on)],
  );
}

/**
 * Whether somebody may ask at all, before anybody's identity is looked at. Refuses a guardian of one who is of age, or
 * for what is no guardian's matter; next of kin for what the law does not give them; and both of an enterprise.
 */
export function mayAsk(
  { requester, type, document }: Asking,
  subject: DataSubject,
  rules: Rules,
  on: LocalDate,
): Result<true> {
  const ref = (id: string) => rules.ref(id, on);
  const natural = subject.kind === "person";
  const age = subject.bornOn === null ? null : completedYears(subject.bornOn, on);
  const minor = age === null || meets(rules.figure("mipriv-minor-delete", "age", on), age);
  if (requester === "guardian") {
    if (!natural) return refuse("privacy.requester.not-natural", { field: "requester" });
    const basis = [ref("mipriv-minor-delete"), ref("law-minor-net-34")];
    if (!minor) return refuse("privacy.requester.not-minor", { field: "requester", basis });
    const child = age === null ? decided(true) : isChild(age, document, rules, on);
    if (!child.value && !GUARDIAN_TYPES.includes(type))
      return refuse("privacy.requester.type-not-for-guardian", { field: "type", basis: [...basis, ...child.basis] });
    return decided(true, [...basis, ...child.basis]);
  }
  if (type === "minor-data" && (!natural || age === null || !minor))
    return refuse("privacy.requester.minor-only", { field: "type", basis: [ref("mipriv-minor-delete")] });
  if (requester !== "next-of-kin") return decided(true);
  if (!natural) return refuse("privacy.requester.not-natural", { field: "requester" });
  const basis = [ref("law-pipl-49"), ref("trap-rights-missing")];
  return KIN_TYPES.includes(type)
    ? decided(true, basis)
    : refuse("privacy.requester.type-not-for-kin", { field: "type", basis });
}

const FOR_OTHERS: Readonly<Record<Exclude<RequesterKind, "subject">, readonly Paper[]>> = {
  agent: ["identity-document", "power-of-attorney"],
  guardian: ["identity-document", "guardianship-proof"],
  "next-of-kin": ["identity-document", "kinship-proof", "death-proof", "interest-statement"],
};

/** The papers without which a request is not proven, beside the requester's own identity, and the rows that ask for them. */
export function neededPapers(
  { requester, type, document, channel }: Asking,
  rules: Rules,
  on: LocalDate,
): Decided<readonly Paper[]> {
  const identity = rules.ref(IDENTITY_RULES[document], on);
  const written = WRITTEN_RULES[document];
  const writing = channel === "phone" && written !== undefined && WRITTEN_TYPES.includes(type);
  const papers: readonly Paper[] = [
    ...(requester === "subject" ? [] : FOR_OTHERS[requester]),
    ...(writing ? (["written-request"] as const) : []),
  ];
  const laws = {
    subject: [],
    agent: ["law-pipl-50"],
    guardian: ["law-pipl-31", "law-minor-net-34"],
    "next-of-kin": ["law-pipl-49"],
  } as const;
  return decided(papers, [
    identity,
    ...laws[requester].map((id) => rules.ref(id, on)),
    ...(writing ? [rules.ref(written, on)] : []),
  ]);
}
