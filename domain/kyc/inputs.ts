import { z } from "zod";
import { LOWER_REASON_NAMES, RECHECK_ENDS, REJECT_REASON_NAMES } from "./codes";
import { DOCUMENT_KINDS } from "./model";

export const VERDICTS = ["agree", "disagree"] as const;

/** `kyc.second-look.record`: the verdict of who has the second look. A disagreement says why. */
export const secondLookInput = z.strictObject({
  submissionId: z.uuid(),
  /** Of the second look, as shown. */
  version: z.number().int(),
  verdict: z.enum(VERDICTS),
  reason: z.enum(REJECT_REASON_NAMES).optional(),
  note: z.string().trim().max(2000).optional(),
});

/** `kyc.recheck.close`: what comes of a disagreement. Papers and reasons where papers are asked for. */
export const recheckInput = z.strictObject({
  submissionId: z.uuid(),
  end: z.enum(RECHECK_ENDS),
  documents: z.array(z.enum(DOCUMENT_KINDS)).max(DOCUMENT_KINDS.length).default([]),
  reasons: z.array(z.enum(REJECT_REASON_NAMES)).max(8).default([]),
});

/** `kyc.class.lower`: an account's class goes down, as decided by a person. */
export const lowerClassInput = z.strictObject({
  accountId: z.uuid(),
  /** Of the account, as shown. */
  version: z.number().int(),
  to: z.union([z.literal(1), z.literal(2)]),
  reason: z.enum(LOWER_REASON_NAMES),
});

/** `kyc.customer.history`: of one customer. */
export const historyInput = z.object({ customerId: z.uuid() });
