import { z } from "zod";
import { cardSchema, customerRefSchema, maskedSchema, sealedFieldSchema } from "../customers/schema";
import { defineList } from "../shared/list";

/** Classes of payment accounts: I, II and III, as values of a filter. */
export const ACCOUNT_CLASSES = ["1", "2", "3"] as const;
export const ACCOUNT_STATUSES = ["open", "closed"] as const;

export const accountsList = defineList({
  name: "accounts.list",
  filters: {
    accountClass: { type: "enum", values: ACCOUNT_CLASSES },
    status: { type: "enum", values: ACCOUNT_STATUSES },
    customer: { type: "id" },
    openedOn: { type: "date-range" },
    number: { type: "text", maxLength: 20 },
  },
  sorts: ["createdAt", "number"],
  defaultSort: "createdAt",
  defaultOrder: "desc",
});

const common = {
  id: z.string(),
  number: z.string(),
  accountClass: z.number(),
  currency: z.string(),
  /** Minor units; null when neither the core nor an import ever told one. */
  balanceMinor: z.bigint().nullable(),
  balanceAt: z.string().nullable(),
  status: z.enum(ACCOUNT_STATUSES),
  openedOn: z.string(),
  customer: customerRefSchema,
};

export const accountRow = z.object({ ...common, coreNumber: maskedSchema.nullable() });

export const accountDetail = z.object({
  ...common,
  coreNumber: sealedFieldSchema.nullable(),
  version: z.number(),
  cards: z.array(cardSchema),
  /** Filters of the transactions list that show this account's. */
  transactions: z.object({ filters: z.object({ account: z.string() }) }),
});
