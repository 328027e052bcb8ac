import { z } from "zod";
import { customerRefSchema } from "../customers/schema";
import { defineList } from "../shared/list";
import { DISMISSAL_NAMES } from "./codes";
import { ENTRY_KINDS, HIT_STATES, LIST_SOURCE_NAMES, MATCHED_ON, RUN_STATES } from "./model";

/** Hits, the latest first. */
export const hitsList = defineList({
  name: "screening.hits",
  filters: {
    state: { type: "enum", values: HIT_STATES },
    source: { type: "enum", values: LIST_SOURCE_NAMES },
    customerId: { type: "id" },
    opened: { type: "date-range" },
  },
  sorts: ["openedAt"],
  defaultSort: "openedAt",
  defaultOrder: "desc",
});

export const hitRow = z.object({
  id: z.string(),
  number: z.string(),
  customer: customerRefSchema,
  source: z.enum(LIST_SOURCE_NAMES),
  entryName: z.string(),
  entryReference: z.string(),
  matchedOn: z.array(z.enum(MATCHED_ON)),
  state: z.enum(HIT_STATES),
  openedAt: z.string(),
  decidedAt: z.string().nullable(),
});

/** One hit: the customer masked, the listed one as the list says, what was stopped, and what may be done. */
export const hitDetail = z.object({
  id: z.string(),
  version: z.number(),
  number: z.string(),
  customer: customerRefSchema,
  customerKind: z.enum(["person", "enterprise"]),
  nationality: z.string().nullable(),
  source: z.enum(LIST_SOURCE_NAMES),
  matchedOn: z.array(z.enum(MATCHED_ON)),
  state: z.enum(HIT_STATES),
  openedAt: z.string(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  reasonCode: z.string().nullable(),
  note: z.string().nullable(),
  approvalId: z.string().nullable(),
  entry: z.object({
    kind: z.enum(ENTRY_KINDS),
    reference: z.string(),
    name: z.string(),
    names: z.array(z.string()),
    numbers: z.array(z.string()),
    births: z.array(z.string()),
    nationalities: z.array(z.string()),
    listedOn: z.string().nullable(),
    /** False where the list in use has let it go. */
    onList: z.boolean(),
  }),
  holds: z.array(
    z.object({
      measureId: z.string(),
      measureNumber: z.string(),
      accountId: z.string(),
      accountNumber: z.string(),
      state: z.string(),
    }),
  ),
  basis: z.array(z.object({ ruleId: z.string(), version: z.number() })),
  may: z.object({ decide: z.boolean(), reasons: z.array(z.enum(DISMISSAL_NAMES)) }),
});

/** The lists the house compares with, and how the last comparison of everybody went. */
export const listsOverview = z.object({
  freshDays: z.number(),
  sources: z.array(
    z.object({
      source: z.enum(LIST_SOURCE_NAMES),
      /** Null where none was ever loaded: nothing is compared then, and nobody is cleared. */
      list: z
        .object({
          id: z.string(),
          asOf: z.string(),
          sha256: z.string(),
          entries: z.number(),
          currentAt: z.string(),
          fresh: z.boolean(),
        })
        .nullable(),
      actsByItself: z.boolean(),
    }),
  ),
  run: z
    .object({
      state: z.enum(RUN_STATES),
      startedAt: z.string(),
      finishedAt: z.string().nullable(),
      total: z.number(),
      compared: z.number(),
      hits: z.number(),
    })
    .nullable(),
  standing: z.object({ open: z.number(), dismissing: z.number(), confirmed: z.number() }),
});
