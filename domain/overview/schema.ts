import { z } from "zod";
import { MEASURE_KINDS, MEASURE_SOURCES } from "../controls/model";
import { WORK_ITEM_KIND_NAMES } from "../worklist/model";
import type { Standing } from "../worklist/standing";

/** A figure and the list with the filters that shows exactly its rows. */
export const figureSchema = z.object({
  count: z.number(),
  list: z.enum([
    "worklist.list",
    "controls.measures.list",
    "approvals.list",
    "reports.large-value.list",
    "ingestion.batches.list",
  ]),
  filters: z.record(
    z.string(),
    z.union([z.string(), z.array(z.string()), z.object({ from: z.string().optional(), to: z.string().optional() })]),
  ),
});
export type Figure = z.infer<typeof figureSchema>;

const byStanding = z.object({
  late: figureSchema,
  today: figureSchema,
  next: figureSchema,
  soon: figureSchema,
  later: figureSchema,
  undated: figureSchema,
} satisfies Record<Standing, typeof figureSchema>);

export const coreStatus = z.object({
  /** `unanswered`: an instruction waits longer than the house allows. */
  state: z.enum(["normal", "unanswered"]),
  waiting: z.number(),
  unanswered: z.number(),
  oldestAt: z.string().nullable(),
});

/** The overview. A section is null where the reader may not see its rows. */
export const overviewSummary = z.object({
  asOf: z.string(),
  work: z.object({
    kinds: z.array(
      z.object({
        kind: z.enum(WORK_ITEM_KIND_NAMES),
        open: figureSchema,
        standings: byStanding,
        /** Open at the end of each of the last 30 days, oldest first. */
        trend: z.array(z.number()),
        weekChange: z.number(),
      }),
    ),
    total: z.object({ open: figureSchema, standings: byStanding }),
  }),
  backlog: z.object({
    medianDays: z.number().nullable(),
    p95Days: z.number().nullable(),
    buckets: z.array(
      z.object({
        fromDays: z.number(),
        toDays: z.number().nullable(),
        figure: figureSchema,
        kinds: z.array(z.object({ kind: z.enum(WORK_ITEM_KIND_NAMES), figure: figureSchema })),
      }),
    ),
    oldest: z
      .object({
        kind: z.string(),
        number: z.string(),
        subjectType: z.string(),
        subjectId: z.string(),
        days: z.number(),
      })
      .nullable(),
  }),
  measures: z
    .object({
      live: figureSchema,
      sources: z.array(
        z.object({
          kind: z.enum(MEASURE_KINDS),
          source: z.enum(MEASURE_SOURCES),
          live: figureSchema,
          newInWeek: figureSchema,
          /** Terms that end today or tomorrow. */
          endingSoon: figureSchema,
          reviewInWeek: figureSchema,
          reviewOverdue: figureSchema,
          /** Given at once or by the system, and not looked at in time. */
          lookOverdue: figureSchema,
        }),
      ),
    })
    .nullable(),
  fourEyes: z
    .object({
      kinds: z.array(
        z.object({
          kind: z.string(),
          checked: figureSchema,
          medianMinutes: z.number().nullable(),
          rejected: figureSchema,
          voided: figureSchema,
        }),
      ),
      /** Decided by their own maker: impossible by the schema, and counted all the same. */
      selfApproved: z.number(),
    })
    .nullable(),
  /** From the second person's decision to the payment core's confirmation, over 30 days. */
  confirmation: z
    .object({
      count: z.number(),
      medianSeconds: z.number().nullable(),
      p95Seconds: z.number().nullable(),
      buckets: z.array(z.object({ fromSeconds: z.number(), toSeconds: z.number().nullable(), count: z.number() })),
      slowest: z.array(z.object({ measureId: z.string(), number: z.string(), seconds: z.number() })),
    })
    .nullable(),
  largeValue: z
    .object({ states: z.record(z.string(), figureSchema), due: byStanding.omit({ undated: true }) })
    .nullable(),
  imports: z.object({ states: z.record(z.string(), figureSchema) }).nullable(),
  core: coreStatus,
  sealedAt: z.string().nullable(),
});

/** What stands in the frame of every page. */
export const overviewStatus = z.object({
  now: z.string(),
  core: coreStatus,
  sealedAt: z.string().nullable(),
  calendarNote: z
    .object({
      date: z.string(),
      kind: z.enum(["make-up", "holiday"]),
      weekday: z.number(),
      holiday: z.string().nullable(),
    })
    .nullable(),
  /** Open work that waits for the reader; null where they have no worklist. */
  myWork: z.number().nullable(),
  /** Proposals of others that the reader may decide; null where they decide none. */
  toCheck: z.number().nullable(),
});
