import { z } from "zod";
import { PRIVACY_DOCUMENTS, REQUEST_OUTCOMES, REQUEST_STATES, REQUEST_TYPES } from "../privacy/model";
import { askedDetails } from "../privacy/schema";

const id = z.uuid();
const moment = z.iso.datetime({ offset: true });

/** What a signed-in customer asks about his own data. */
export const privacyRequestPost = z.strictObject({
  customerId: id,
  type: z.enum(REQUEST_TYPES),
  document: z.enum(PRIVACY_DOCUMENTS).optional(),
  receivedAt: moment.meta({ description: "When it reached the app: its days count from here" }),
  signedInAt: moment.meta({ description: "When the customer proved himself to the app; an old sign-in is refused" }),
  words: z.string().trim().min(1).max(4000).meta({ description: "In the customer's words" }),
  asked: askedDetails.optional(),
});

export const privacyRequestAnswer = z
  .strictObject({
    id,
    number: z.string().meta({ example: "PR-000042" }),
    dueOn: z.string().meta({ description: "The last day of its answer" }),
    state: z.enum(REQUEST_STATES).meta({ description: "`answered` at once for withdrawals and opt-outs" }),
  })
  .meta({ id: "PrivacyRequest", description: "A request about data that was entered" });

export const privacyRequestStatus = z
  .strictObject({
    id,
    number: z.string(),
    type: z.enum(REQUEST_TYPES),
    state: z.enum(REQUEST_STATES),
    outcome: z.enum(REQUEST_OUTCOMES).nullable(),
    receivedAt: z.string(),
    dueOn: z.string(),
    late: z.boolean(),
  })
  .meta({ id: "PrivacyRequestStatus", description: "How a request about data stands" });
