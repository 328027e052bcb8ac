import { z } from "zod";
import { declaredSchema, type Intake, type IntakeProblem, intakeProblems } from "./declared";
import { INTAKE_POLICY } from "./intake-policy";
import { CHANNEL_OUTCOMES, CHANNEL_TYPES, DOCUMENT_KINDS, PURPOSES, SUBJECT_KINDS, SUBMISSION_STATES } from "./model";
import { ownersInput } from "./owners";

/** How another system names a customer: letters, digits and a few joints. */
export const customerReference = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._:-]{0,63}$/u);

/** Under this name the house's own registry speaks, and nobody else: its answers decide a check. */
export const HOUSE_REGISTRY = "registry";

/** What an outside channel said. */
export const channelInput = z.strictObject({
  type: z.enum(CHANNEL_TYPES),
  /** Who was asked, as the caller names it. */
  provider: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,59}$/)
    .refine((name) => name !== HOUSE_REGISTRY),
  outcome: z.enum(CHANNEL_OUTCOMES),
  at: z.iso.datetime({ offset: true }),
});

const channels = z.array(channelInput).max(INTAKE_POLICY.channels);

/** What every submission says, whoever brings it. Unknown fields are refused. */
export const intakeFields = {
  purpose: z.enum(PURPOSES),
  subject: z.enum(SUBJECT_KINDS),
  declared: declaredSchema,
  /** Who owns an enterprise, down to natural persons; left out where they are on record as they are. */
  owners: ownersInput.optional(),
  /** Kinds of pictures that will follow. */
  documents: z.array(z.enum(DOCUMENT_KINDS)).max(DOCUMENT_KINDS.length),
  channels: channels.default([]),
  requestedClass: z.union([z.literal(1), z.literal(2), z.literal(3)]).optional(),
  /** The request of the house that this answers. */
  requestId: z.uuid().optional(),
} as const;

type Issues = { addIssue(issue: { code: "custom"; path: string[]; params: { code: string } }): void };

/** Adds what does not fit together as issues, each with its code, so that a caller learns of all at once. */
export function addProblems(problems: readonly IntakeProblem[], ctx: Issues): void {
  for (const { path, code } of problems) ctx.addIssue({ code: "custom", path: [...path], params: { code } });
}

const fitting = (intake: Intake, ctx: Issues) => addProblems(intakeProblems(intake), ctx);

/** `kyc.submission.submit`: at the desk, for a customer by number. */
export const submitInput = z
  .strictObject({
    customer: z.string().regex(/^C-\d{6,12}$/),
    ...intakeFields,
    /** True where the customer stands before the colleague who enters this. */
    faceToFace: z.boolean(),
  })
  .superRefine(fitting);
export type SubmitInput = z.output<typeof submitInput>;

/** `kyc.submission.receive`: from another system, for a customer by that system's reference. */
export const receiveInput = z.strictObject({ customerRef: customerReference, ...intakeFields }).superRefine(fitting);

/** `kyc.channel.record`: what channels said since. */
export const recordChannelsInput = z.strictObject({ submissionId: z.uuid(), channels: channels.min(1) });

/** `kyc.submission.amend`: declared fields put right while the submission is not decided. */
export const amendInput = z.strictObject({
  submissionId: z.uuid(),
  version: z.number().int(),
  declared: declaredSchema,
  /** The whole tree anew; left out, the declared one stays. */
  owners: ownersInput.optional(),
});

/** `kyc.document.attach`: a file of the submission's evidence is the picture of an announced kind. */
export const attachInput = z.strictObject({
  submissionId: z.uuid(),
  kind: z.enum(DOCUMENT_KINDS),
  fileId: z.uuid(),
});

/** `kyc.document.announce`: another system is about to send the bytes of a picture. */
export const announceInput = z.strictObject({
  submissionId: z.uuid(),
  kind: z.enum(DOCUMENT_KINDS),
  bytes: z.int().min(1).max(INTAKE_POLICY.pictureBytes),
});
export const sendInput = z.strictObject({
  submissionId: z.uuid(),
  kind: z.enum(DOCUMENT_KINDS),
  fileId: z.uuid(),
  received: z.int().min(0),
});

/** What taking a submission in answers. */
export const submissionTaken = z.object({
  id: z.string(),
  number: z.string(),
  customerId: z.string(),
  state: z.enum(SUBMISSION_STATES),
  version: z.number(),
});
export type SubmissionTaken = z.output<typeof submissionTaken>;
