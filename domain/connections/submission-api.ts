import { z } from "zod";
import { intakeProblems } from "../kyc/declared";
import { addProblems, channelInput, intakeFields } from "../kyc/intake";
import { INTAKE_POLICY } from "../kyc/intake-policy";
import {
  DOCUMENT_KINDS,
  DOCUMENT_STATES,
  PURPOSES,
  READ_STATES,
  REQUEST_GROUNDS,
  REQUEST_STATES,
  SUBMISSION_STATES,
} from "../kyc/model";
import { date, id, reference } from "./api";

const letter = z
  .strictObject({ code: z.string(), zh: z.string(), en: z.string() })
  .meta({ id: "Letter", description: "A coded reason with the words the customer is told, in both languages" });
export const submissionPost = z
  .strictObject({
    customerRef: reference,
    ...intakeFields,
  })
  .superRefine((intake, ctx) => addProblems(intakeProblems(intake), ctx))
  .meta({
    id: "SubmissionWrite",
    description:
      "Who a customer says he is, the pictures that will follow and what outside channels said. Declared fields are kept sealed under the customer's key.",
  });
export type SubmissionPost = z.output<typeof submissionPost>;

const apiDocument = z.strictObject({
  kind: z.enum(DOCUMENT_KINDS),
  state: z.enum(DOCUMENT_STATES).meta({ description: "What was decided of it" }),
  reading: z.enum(READ_STATES).meta({ description: "`missing`: send it; `refused`: send another" }),
  problem: z.string().nullable().meta({ description: "Why it was not taken or not read" }),
  reason: z.string().nullable().meta({ description: "Why it was refused or is asked for again" }),
});
export const apiSubmission = z
  .strictObject({
    id,
    number: z.string().meta({ example: "KS-000042" }),
    customerId: id,
    purpose: z.enum(PURPOSES),
    state: z.enum(SUBMISSION_STATES),
    receivedAt: z.string(),
    decidedAt: z.string().nullable(),
    accountClass: z.number().int().nullable().meta({ description: "The class an acceptance gave; null where none" }),
    documents: z.array(apiDocument),
    reasons: z.array(letter).meta({ description: "Why it was rejected or asked again, in words for the customer" }),
    requestId: id.nullable().meta({ description: "The open request that asks again" }),
  })
  .meta({ id: "Submission" });
export const submissionAnswer = z
  .strictObject({
    id,
    number: z.string().meta({ example: "KS-000042" }),
    customerId: id,
    purpose: z.enum(PURPOSES),
    state: z.enum(SUBMISSION_STATES),
    receivedAt: z.string(),
  })
  .meta({ id: "SubmissionTaken" });

export const documentParams = z.strictObject({ id, kind: z.enum(DOCUMENT_KINDS) });
export const documentAnswer = z
  .strictObject({ kind: z.enum(DOCUMENT_KINDS), reading: z.enum(READ_STATES), submission: z.enum(SUBMISSION_STATES) })
  .meta({ id: "DocumentTaken", description: "The picture has come; it is looked at next" });

export const channelsPost = z
  .strictObject({ channels: z.array(channelInput).min(1).max(INTAKE_POLICY.channels) })
  .meta({
    id: "ChannelsWrite",
    description: "What outside channels said since. A later answer takes the earlier's place.",
  });
export const channelsAnswer = z.strictObject({ id, state: z.enum(SUBMISSION_STATES) }).meta({ id: "ChannelsTaken" });

export const requestsQuery = z.strictObject({
  customerRef: reference,
  state: z.enum(REQUEST_STATES).optional(),
});
export const apiRequest = z
  .strictObject({
    id,
    number: z.string().meta({ example: "KR-000042" }),
    customerId: id,
    ground: z.enum(REQUEST_GROUNDS),
    state: z.enum(REQUEST_STATES),
    documents: z.array(z.enum(DOCUMENT_KINDS)),
    reasons: z.array(letter),
    dueOn: date,
    askedAt: z.string(),
    submissionId: id.nullable().meta({ description: "The submission it asks again about" }),
    answeredBy: id.nullable().meta({ description: "The submission that answered it" }),
  })
  .meta({
    id: "Request",
    description: "What the house asked of a customer. Answer with a submission that names its id.",
  });
export const requestsAnswer = z.strictObject({ items: z.array(apiRequest) }).meta({ id: "Requests" });
