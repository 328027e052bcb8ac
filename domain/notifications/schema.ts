import { z } from "zod";
import { defineList } from "../shared/list";
import { MAIL_CHOICES, NOTICE_KIND_NAMES, noticeParams } from "./codes";
import { DIGESTS, LOCALES } from "./model";

export const READ_STATES = ["unread", "read"] as const;

export const noticeList = defineList({
  name: "notifications.list",
  filters: {
    kind: { type: "enum", values: NOTICE_KIND_NAMES },
    state: { type: "enum", values: READ_STATES },
    told: { type: "date-range" },
  },
  sorts: ["toldAt"],
  defaultSort: "toldAt",
  defaultOrder: "desc",
});

/** A notice as its reader finds it. `visible: false`: what it is about is not, or no longer, his to see: no particulars. */
export const noticeRow = z.object({
  id: z.string(),
  kind: z.enum(NOTICE_KIND_NAMES),
  toldAt: z.string(),
  readAt: z.string().nullable(),
  visible: z.boolean(),
  params: noticeParams,
  link: z.object({ type: z.string(), id: z.string() }).nullable(),
});

const timeOfDay = z.string().regex(/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/);
const choice = z.strictObject({ console: z.boolean(), mail: z.enum(MAIL_CHOICES) });

export const preferencesShape = z.strictObject({
  locale: z.enum(LOCALES),
  digest: z.enum(DIGESTS),
  digestHour: z.number().int().min(0).max(23),
  quiet: z.strictObject({ from: timeOfDay, until: timeOfDay }).nullable(),
  choices: z.partialRecord(z.enum(NOTICE_KIND_NAMES), choice),
});
