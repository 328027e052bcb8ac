import { z } from "zod";
import { customerRefSchema } from "../customers/schema";
import { defineList } from "../shared/list";
import { LOWER_REASON_NAMES, REJECT_REASON_NAMES } from "./codes";
import { VERDICTS } from "./inputs";
import { PURPOSES, SUBJECT_KINDS, SUBMISSION_STATES } from "./model";

/** The list of second looks: the latest drawn first. */
export const secondLooksList = defineList({
  name: "kyc.second-looks",
  filters: {
    verdict: { type: "enum", values: ["open", ...VERDICTS] },
    drawn: { type: "date-range" },
    number: { type: "text", maxLength: 20 },
  },
  sorts: ["drawnAt"],
  defaultSort: "drawnAt",
  defaultOrder: "desc",
});

const personName = z.object({ zh: z.string(), en: z.string() });

export const secondLookRow = z.object({
  submissionId: z.string(),
  number: z.string(),
  customer: customerRefSchema,
  drawnAt: z.string(),
  verdict: z.enum(VERDICTS).nullable(),
  reason: z.enum(REJECT_REASON_NAMES).nullable(),
  lookedAt: z.string().nullable(),
  /** Who decided first and who looked again; null for the system, and for nobody yet. */
  firstBy: personName.nullable(),
  lookedBy: personName.nullable(),
});

/** What the figures are over: the days of the house's policy up to today, in Shanghai. */
export const figuresOutput = z.object({
  days: z.number(),
  /** Submissions an hour that a practised reviewer clears. */
  goal: z.number(),
  targetHours: z.number(),
  /** Waiting submissions by hours since they were ready: up to each edge, and the last beyond all. */
  ageing: z.array(z.object({ upToHours: z.number().nullable(), count: z.number() })),
  waiting: z.object({
    ready: z.number(),
    held: z.number(),
    overriding: z.number(),
    asked: z.number(),
    reading: z.number(),
  }),
  /** Decisions by reviewer; the reader's own alone without the right to look a second time. */
  reviewers: z.array(
    z.object({
      personId: z.string(),
      name: personName.nullable(),
      own: z.boolean(),
      decisions: z.number(),
      accepted: z.number(),
      medianSeconds: z.number().nullable(),
      /** Decisions in an hour of work, from the median; null where no time is known. */
      perHour: z.number().nullable(),
      looked: z.number(),
      disagreed: z.number(),
    }),
  ),
  perDay: z.array(z.object({ day: z.string(), accept: z.number(), reject: z.number(), ask: z.number() })),
  reasons: z.array(z.object({ week: z.string(), reason: z.enum(REJECT_REASON_NAMES), count: z.number() })),
  disagreement: z.object({ looked: z.number(), disagreed: z.number(), open: z.number() }),
});

/** `kyc.customer.history`: what a customer handed in, what was asked of him, how his classes changed. Newest first. */
export const historyOutput = z.object({
  submissions: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      purpose: z.enum(PURPOSES),
      subject: z.enum(SUBJECT_KINDS),
      state: z.enum(SUBMISSION_STATES),
      receivedAt: z.string(),
      decidedAt: z.string().nullable(),
      outcomeClass: z.number().nullable(),
    }),
  ),
  requests: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      ground: z.string(),
      state: z.string(),
      documents: z.array(z.string()),
      dueOn: z.string(),
      askedAt: z.string(),
    }),
  ),
  classes: z.array(
    z.object({
      accountId: z.string(),
      accountNumber: z.string(),
      fromClass: z.number().nullable(),
      toClass: z.number(),
      channels: z.number(),
      faceToFace: z.boolean(),
      submissionId: z.string().nullable(),
      reason: z.enum(LOWER_REASON_NAMES).nullable(),
      changedAt: z.string(),
    }),
  ),
  /** Whether the reader may lower a class. */
  mayLower: z.boolean(),
});
