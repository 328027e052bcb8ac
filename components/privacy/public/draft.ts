import { MARKETING_CHANNELS } from "@/domain/consents/model";
import type { RequesterKind, RequestType } from "@/domain/privacy/model";
import type { FormSubmission } from "@/server/privacy/public-form";

/** The services a request may be about, by the programme that answers. */
export const SERVICES = ["pay", "mall"] as const;
export type Service = (typeof SERVICES)[number];

/** What has been typed so far. */
export type Draft = {
  readonly service: Service | "";
  readonly type: RequestType | "";
  readonly words: string;
  readonly requester: RequesterKind;
  readonly name: string;
  readonly phone: string;
  readonly personName: string;
  readonly personContact: string;
};
export type DraftField = keyof Draft;

export const EMPTY_DRAFT: Draft = {
  service: "",
  type: "",
  words: "",
  requester: "subject",
  name: "",
  phone: "",
  personName: "",
  personContact: "",
};

/** The steps before sending, and the fields of each. */
export const STEPS = ["what", "who"] as const;
export type Step = (typeof STEPS)[number];

const PHONE = /^\+?[0-9][0-9 -]{4,38}$/;

/** Fields of a step that still lack something, in their order. */
export function lacking(step: Step, draft: Draft): readonly DraftField[] {
  const empty = (field: DraftField) => draft[field].trim() === "";
  if (step === "what") return (["service", "type", "words"] as const).filter(empty);
  const other = draft.requester === "subject" ? [] : (["personName", "personContact"] as const).filter(empty);
  const own: DraftField[] = (["name"] as const).filter(empty);
  return [...own, ...(PHONE.test(draft.phone.trim()) ? [] : (["phone"] as const)), ...other];
}

/** What the type asks for besides: all of it, since an officer asks for the rest. */
function askedOf(type: RequestType): NonNullable<FormSubmission["asked"]> {
  if (type === "consent-withdrawal") return { purposes: "all-optional" };
  if (type === "marketing-off") return { channels: [...MARKETING_CHANNELS] };
  return type === "sharing-off" ? { partnerIds: "all-optional" } : {};
}

/** The request a filled draft stands for; null while something lacks. */
export function submissionOf(draft: Draft): FormSubmission | null {
  if (draft.service === "" || draft.type === "" || STEPS.some((step) => lacking(step, draft).length > 0)) return null;
  return {
    kind: "submit",
    programme: draft.service,
    type: draft.type,
    requester: draft.requester,
    name: draft.name.trim(),
    phone: draft.phone.trim(),
    person:
      draft.requester === "subject" ? null : { name: draft.personName.trim(), contact: draft.personContact.trim() },
    words: draft.words.trim(),
    asked: askedOf(draft.type),
  };
}
