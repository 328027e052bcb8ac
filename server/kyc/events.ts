import { z } from "zod";
import { DECISIONS } from "@/domain/kyc/model";
import { defineTopic } from "@/server/kernel/outbox";

/** Something of a submission has come or changed: a file, a channel's answer, what was declared. The worker looks. */
export const documentArrived = defineTopic({
  topic: "kyc.document.arrived",
  clearance: "general",
  payload: z.object({ submissionId: z.uuid() }),
});

/** A submission was decided. `requestId`: the request to the customer that it answers, where it answers one. */
export const submissionDecided = defineTopic({
  topic: "kyc.submission.decided",
  clearance: "general",
  payload: z.object({
    submissionId: z.uuid(),
    customerId: z.uuid(),
    decision: z.enum(DECISIONS),
    requestId: z.uuid().optional(),
  }),
});

/** A request to a customer ran out unanswered. `subjectId` is the review it was made for, null for one of the bench. */
export const requestLapsed = defineTopic({
  topic: "kyc.request.lapsed",
  clearance: "general",
  payload: z.object({
    requestId: z.uuid(),
    customerId: z.uuid(),
    ground: z.enum(["asked-again", "re-verification"]),
    submissionId: z.uuid().nullable(),
    subjectId: z.uuid().nullable(),
  }),
});

/** Tells the worker of a submission; several at once are one piece of work. */
export const arrived = (submissionId: string) =>
  documentArrived({ submissionId }, { jobKey: `kyc.document.arrived:${submissionId}` });
