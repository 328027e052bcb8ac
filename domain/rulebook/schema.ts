import { z } from "zod";
import { HOLIDAYS } from "../clocks/calendar";
import { defineList } from "../shared/list";
import type { LocalDate } from "../shared/time";
import { CHANGE_REASONS } from "./codes";
import { LEVELS } from "./coverage";
import type { Figure, RuleKind, RuleStatus, Stance } from "./model";

export const RULE_KINDS = [
  "right",
  "duty-u",
  "duty-i",
  "power-i",
  "limit",
  "trigger",
  "clock",
  "ban",
  "liability",
  "data",
  "notice",
  "forum",
  "def",
  "law",
  "trap",
] as const satisfies readonly RuleKind[];

export const RULE_STATUSES = [
  "verified-seed",
  "verified",
  "secondary",
  "unconfirmed",
] as const satisfies readonly RuleStatus[];

/** How far a rule was found to reach; `missing` is below what it must. */
export const REACHED = [...LEVELS, "missing"] as const;

/** The rulebook page's list. `text` is looked for in id, clause and both titles; `document` is a document's id. */
export const rulebookList = defineList({
  name: "rulebook.rules",
  filters: {
    text: { type: "text", maxLength: 80 },
    document: { type: "text", maxLength: 40 },
    kind: { type: "enum", values: RULE_KINDS },
    status: { type: "enum", values: RULE_STATUSES },
    /** How far it must reach, and how far it does, by the last measurement. */
    required: { type: "enum", values: LEVELS },
    reached: { type: "enum", values: REACHED },
    trap: { type: "enum", values: ["concerned"] },
    source: { type: "enum", values: ["console"] },
  },
  sorts: ["id"],
  defaultSort: "id",
  defaultOrder: "asc",
});

const bilingual = z.object({ zh: z.string(), en: z.string() });

const documentSchema = z.object({
  id: z.string(),
  title: bilingual,
  issuer: z.string(),
  state: z.string(),
  successor: z.object({ id: z.string(), title: bilingual }).nullable(),
});

/** A rule as a list or a citation names it. */
const ruleHead = z.object({
  id: z.string(),
  document: documentSchema,
  clause: z.string(),
  kind: z.enum(RULE_KINDS),
  title: bilingual,
  status: z.enum(RULE_STATUSES),
});

export const figureSchema: z.ZodType<Figure> = z.object({
  name: z.string(),
  value: z.string(),
  unit: z.custom<Figure["unit"]>((unit) => typeof unit === "string"),
  op: z.enum(["ge", "gt", "le", "lt", "eq"]),
});

/** One version of one rule, as shown. `required` is how far it must reach into the console, null when not counted. */
export const ruleRow = ruleHead.extend({
  version: z.number(),
  figures: z.array(figureSchema),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  knownFrom: z.string(),
  stance: z.custom<Stance>((stance) => typeof stance === "string").nullable(),
  source: z.enum(["file", "console"]),
  required: z.enum(LEVELS).nullable(),
  /** How far it was found to reach; null where not measured. */
  reached: z.enum(REACHED).nullable(),
});

/** A version of a rule as the console keeps it, beside its id, number, dates and source. */
export const storedVersion = z.object({
  document: z.string(),
  clause: z.string(),
  kind: z.enum(RULE_KINDS),
  title: bilingual,
  figures: z.array(figureSchema),
  status: z.enum(RULE_STATUSES),
  lawBehind: z.array(z.string()),
  stance: z.enum(["superseded", "conflict", "tension", "gap"]).nullable(),
});

const day = z.iso.date().transform((text) => text as LocalDate);

/** A year's notice, in the form of the calendar files. */
export const calendarYear = z.strictObject({
  year: z.int().min(2000).max(2099),
  papers: z
    .array(
      z.strictObject({
        number: z.string().trim().min(1).max(60),
        published: z.iso.date(),
        title: z.string().trim().min(1).max(200),
      }),
    )
    .min(1)
    .max(5),
  holidays: z
    .array(
      z.strictObject({
        holiday: z.enum(HOLIDAYS),
        first: z.string().max(10),
        last: z.string().max(10),
        work: z.array(z.string().max(10)).max(8),
      }),
    )
    .max(12),
});

/** New values of a rule's figures from a day on. */
export const figureChange = z.strictObject({
  ruleId: z.string().min(1).max(80),
  figures: z
    .array(z.strictObject({ name: z.string().min(1).max(60), value: z.string().trim().min(1).max(24) }))
    .min(1)
    .max(20),
  from: day,
  until: day.nullable().default(null),
});

export const clashChange = z.strictObject({
  ruleId: z.string().min(1).max(80),
  choice: z.enum(["keep-console", "take-file"]),
});

/** What a change of the book says; also the payload of its approval. */
export const changeContent = z.discriminatedUnion("kind", [
  figureChange.extend({ kind: z.literal("figures") }),
  z.strictObject({ kind: z.literal("keep-console"), ruleId: z.string() }),
  z.strictObject({ kind: z.literal("take-file"), ruleId: z.string() }),
  z.strictObject({ kind: z.literal("calendar-year"), notice: calendarYear }),
]);
export type ChangeContent = z.output<typeof changeContent>;

/** Why a change is asked for: a code, the paper it rests on, and the maker's words. */
export const changeGrounds = {
  reasonCode: z.enum(CHANGE_REASONS),
  sourceReference: z.string().trim().min(2).max(200),
  note: z.string().trim().min(1).max(2000),
};

/** A rule with all its versions, newest first, and the law behind it. */
export const ruleDetail = z.object({
  id: z.string(),
  versions: z.array(ruleRow),
  lawBehind: z.array(ruleHead),
  restedOnBy: z.array(ruleHead),
  /** Conflicts between texts that concern it or the law behind it, and what the house chose. */
  traps: z.array(ruleHead),
  /** Where it decides: test files that turn red when it changes, and coded entries that carry it. */
  enforcement: z
    .object({ reached: z.enum(REACHED), tests: z.array(z.string()), codes: z.array(z.string()) })
    .nullable(),
  /** Day of the measurement; null when none is kept. */
  measuredOn: z.string().nullable(),
  /** Committed entries of the log that cite some version of it, of those the reader may see. */
  citations: z.object({ count: z.number(), capped: z.boolean() }),
  /** The version that decides today, by its number and source; null when none is in force. */
  today: z.object({ version: z.number(), source: z.enum(["file", "console"]) }).nullable(),
  clash: z.object({ console: z.number(), file: z.number() }).nullable(),
});

/** Console changes under which the files have moved on. */
export const ruleClashes = z.array(ruleHead.extend({ console: z.number(), file: z.number() }));

/** The documents that rules come from, with how many rules each has. */
export const ruleDocuments = z.array(z.object({ id: z.string(), title: bilingual, count: z.number() }));
