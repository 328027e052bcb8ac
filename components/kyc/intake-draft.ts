import { declaredSchema, documentsOf } from "@/domain/kyc/declared";
import { type FieldName, fieldsOf } from "@/domain/kyc/fields";
import { channelInput, type SubmitInput } from "@/domain/kyc/intake";
import type { AccountClass, ChannelOutcome, ChannelType, DocumentKind, Purpose, SubjectKind } from "@/domain/kyc/model";
import { epochMilliseconds, type Instant, instant, instantFromEpoch } from "@/domain/shared/time";
import { type DraftOwner, ownersHandedIn } from "./owners-draft";

/** China is eight hours ahead of UTC all year. */
const CHINA_MS = 8 * 3_600_000;

/** A channel's answer as it is entered, with its minute in China as `YYYY-MM-DDTHH:mm`; none counts as just now. */
export type DraftChannel = {
  readonly key: string;
  readonly type: ChannelType;
  readonly provider: string;
  readonly outcome: ChannelOutcome;
  readonly at: string;
};

/** What is entered at the desk, before it is handed in. */
export type Draft = {
  readonly purpose: Purpose;
  readonly declared: Readonly<Partial<Record<FieldName, string>>>;
  /** Who owns an enterprise; none where nothing of it is declared. */
  readonly owners: readonly DraftOwner[];
  readonly documents: readonly DocumentKind[];
  readonly channels: readonly DraftChannel[];
  readonly faceToFace: boolean;
  readonly requestedClass: AccountClass | null;
};

export const EMPTY_DRAFT: Draft = {
  purpose: "onboarding",
  declared: {},
  owners: [],
  documents: [],
  channels: [],
  faceToFace: true,
  requestedClass: null,
};

/** The fields whose value is not in its form; a field left empty is not declared, and not wrong. */
export function wrongFields(draft: Draft, subject: SubjectKind): readonly FieldName[] {
  return fieldsOf(subject).filter((field) => {
    const value = draft.declared[field]?.trim() ?? "";
    return value !== "" && !declaredSchema.shape[field].safeParse(value).success;
  });
}

/** True where every channel names who was asked. */
export function channelsNamed(draft: Draft): boolean {
  return draft.channels.every(({ provider }) => channelInput.shape.provider.safeParse(provider).success);
}

/** The documents announced that fit the subject, in the order of the desk. */
export function announced(draft: Draft, subject: SubjectKind): readonly DocumentKind[] {
  return documentsOf(subject).filter((kind) => draft.documents.includes(kind));
}

/** The minute in China of an instant, as a field of the browser holds it. */
export function minuteOf(moment: Instant): string {
  return instantFromEpoch(epochMilliseconds(moment) + CHINA_MS).slice(0, 16);
}

function instantOfMinute(minute: string): Instant {
  return instantFromEpoch(epochMilliseconds(instant(`${minute}:00.000Z`)) - CHINA_MS);
}

/** The draft as it is handed in for a customer; empty fields and those of another subject are left out. */
export function handedIn(draft: Draft, customer: string, subject: SubjectKind, now: string): SubmitInput {
  const declared = Object.fromEntries(
    fieldsOf(subject).flatMap((field) => {
      const value = draft.declared[field]?.trim() ?? "";
      return value === "" ? [] : [[field, value]];
    }),
  );
  return {
    customer,
    purpose: draft.purpose,
    subject,
    declared: declared as SubmitInput["declared"],
    ...(subject === "enterprise" && draft.owners.length > 0 ? { owners: ownersHandedIn(draft.owners) } : {}),
    documents: [...announced(draft, subject)],
    channels: draft.channels.map(({ type, provider, outcome, at }) => ({
      type,
      provider,
      outcome,
      at: at === "" ? now : instantOfMinute(at),
    })),
    faceToFace: draft.faceToFace,
    ...(draft.requestedClass === null || subject === "enterprise" ? {} : { requestedClass: draft.requestedClass }),
  };
}

/** The field a refusal or an issue points at: `declared.idNumber` or `input.declared.idNumber` is `idNumber`. */
export function fieldOfPath(path: string, subject: SubjectKind): FieldName | null {
  const last = /(?:^|\.)declared\.(\w+)$/.exec(path)?.[1];
  return fieldsOf(subject).find((field) => field === last) ?? null;
}
