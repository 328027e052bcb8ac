import { z } from "zod";
import { defineList } from "../shared/list";
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

/** The rulebook page's list. `text` is looked for in id, clause and both titles; `document` is a document's id. */
export const rulebookList = defineList({
  name: "rulebook.rules",
  filters: {
    text: { type: "text", maxLength: 80 },
    document: { type: "text", maxLength: 40 },
    kind: { type: "enum", values: RULE_KINDS },
    status: { type: "enum", values: RULE_STATUSES },
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

const figureSchema: z.ZodType<Figure> = z.object({
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
});

/** A rule with all its versions, newest first, and the law behind it. */
export const ruleDetail = z.object({
  id: z.string(),
  versions: z.array(ruleRow),
  lawBehind: z.array(ruleHead),
  restedOnBy: z.array(ruleHead),
});

/** The documents that rules come from, with how many rules each has. */
export const ruleDocuments = z.array(z.object({ id: z.string(), title: bilingual, count: z.number() }));
