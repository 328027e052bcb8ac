import { z } from "zod";
import { REQUEST_REASON_NAMES } from "./codes";
import {
  DOCUMENT_KINDS,
  DOCUMENT_STATES,
  PURPOSES,
  READ_STATES,
  REQUEST_GROUNDS,
  REQUEST_STATES,
  SUBMISSION_STATES,
} from "./model";

const reasons = z.array(z.enum(REQUEST_REASON_NAMES));

/** How a submission stands, for whoever handed it in: nothing of what was handed in, and no finding. */
export const submissionStatus = z.object({
  id: z.string(),
  number: z.string(),
  customerId: z.string(),
  purpose: z.enum(PURPOSES),
  state: z.enum(SUBMISSION_STATES),
  receivedAt: z.string(),
  decidedAt: z.string().nullable(),
  accountClass: z.number().nullable(),
  documents: z.array(
    z.object({
      kind: z.enum(DOCUMENT_KINDS),
      state: z.enum(DOCUMENT_STATES),
      reading: z.enum(READ_STATES),
      problem: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
  reasons,
  requestId: z.string().nullable(),
});

/** What was asked of a customer. */
export const requestStatus = z.object({
  id: z.string(),
  number: z.string(),
  customerId: z.string(),
  ground: z.enum(REQUEST_GROUNDS),
  state: z.enum(REQUEST_STATES),
  documents: z.array(z.enum(DOCUMENT_KINDS)),
  reasons,
  dueOn: z.string(),
  askedAt: z.string(),
  submissionId: z.string().nullable(),
  answeredBy: z.string().nullable(),
});
