import { z } from "zod";
import { CAUSES, REPORT_STATES } from "../losses/model";
import { checksInput } from "../losses/schema";
import { OBJECTION_GROUNDS } from "../objections/model";
import { date, id } from "./api";

const moment = z.iso.datetime({ offset: true });

/** A customer's notice from a connected app: what was lost, and when he said so. */
export const lossReportPost = z.strictObject({
  customerId: id,
  cause: z.enum(CAUSES).meta({ description: "What was lost, or what was found" }),
  noticeAt: moment.meta({ description: "When the customer gave notice: it counts for liability" }),
  checks: checksInput.default([]).meta({ description: "What the app asked and whether it matched; never the answers" }),
  accountIds: z
    .array(id)
    .min(1)
    .max(50)
    .optional()
    .meta({ description: "Which open accounts; all of them unless said" }),
});

export const lossReportAnswer = z
  .strictObject({
    id,
    number: z.string().meta({ example: "LR-000042" }),
    outcome: z.enum(["protected", "stopped", "awaiting-lead", "joined"]).meta({
      description:
        "`protected`; `stopped` for a caller not known; `awaiting-lead` where somebody must agree first; `joined` to an open report",
    }),
    state: z.enum(REPORT_STATES),
    verified: z.boolean(),
    accounts: z.number().meta({ description: "Accounts protected by this call" }),
    cards: z.number().meta({ description: "Bound cards suspended by this call" }),
    noticeAt: z.string(),
    reportedAt: z.string(),
    stopUntil: z.string().nullable().meta({ description: "When the short stop of a caller not known ends" }),
  })
  .meta({ id: "LossReport", description: "A loss report, and what protects the customer since" });

/** Whose measures are asked for. */
export const contestableQueryInput = z.strictObject({ customerId: id });

const contestableMeasure = z
  .strictObject({
    id,
    number: z.string(),
    accountId: id,
    scope: z.string(),
    givenAt: z.string(),
    objection: z.string().nullable().meta({ description: "The number of the objection that is open to it" }),
  })
  .meta({ id: "ContestableMeasure", description: "A measure its customer was told of and may object to" });

export const contestableAnswer = z
  .strictObject({ items: z.array(contestableMeasure) })
  .meta({ id: "ContestableMeasures", description: "What a customer may object to, oldest first" });

/** What a customer says against a measure, through a connected app. */
export const objectionPost = z.strictObject({
  customerId: id,
  measureId: id,
  ground: z.enum(OBJECTION_GROUNDS),
  receivedAt: moment.meta({ description: "When it reached the app: its days count from here" }),
  words: z.string().trim().min(1).max(4000).meta({ description: "In the customer's words" }),
});

export const objectionAnswer = z
  .strictObject({
    id,
    number: z.string().meta({ example: "OB-000042" }),
    dueOn: date.meta({ description: "The last day of its answer" }),
  })
  .meta({ id: "Objection", description: "An objection that was entered" });
