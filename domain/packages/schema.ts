import { z } from "zod";
import { customerRefSchema } from "../customers/schema";
import { defineList } from "../shared/list";
import { DOWNLOAD_WAYS, PACKAGE_FAILURES, PACKAGE_FORMS, PACKAGE_STATES } from "./model";

/** Packages, the newest first. */
export const PACKAGES_LIST = defineList({
  name: "packages.packages",
  filters: {
    state: { type: "enum", values: PACKAGE_STATES },
    form: { type: "enum", values: PACKAGE_FORMS },
    asked: { type: "date-range" },
    number: { type: "text", maxLength: 20 },
    customer: { type: "id" },
  },
  sorts: ["askedAt", "openUntil"],
  defaultSort: "askedAt",
  defaultOrder: "desc",
});

const seen = { id: z.uuid(), version: z.number().int().min(1) };

export const preparePackageInput = z.strictObject({
  customerId: z.uuid(),
  form: z.enum(PACKAGE_FORMS),
  /** Who gets it has proven who he is. */
  identityProven: z.literal(true),
});
export const revokePackageInput = z.strictObject(seen);
export const downloadPackageInput = z.strictObject({ id: z.uuid() });
export const createCodeInput = z.strictObject(seen);
export const expirePackageInput = z.strictObject({ packageId: z.uuid() });
export const failPackageInput = z.strictObject({ packageId: z.uuid(), failure: z.enum(PACKAGE_FAILURES) });

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const part = z.strictObject({ name: z.string().max(60), bytes: z.number().int().min(0), sha256 });
export const finishPackageInput = z.strictObject({
  packageId: z.uuid(),
  storeName: z.uuid(),
  bytes: z.number().int().min(1),
  sha256,
  rows: z.number().int().min(0),
  parts: z.array(part).min(1),
});

/** What is typed at the public door: the number the letter names, and the code told to the customer. */
export const collectForm = z.strictObject({ number: z.string().max(20), code: z.string().max(40) });
export const collectPackageInput = z.strictObject({ packageId: z.uuid(), codeHash: z.string().length(64) });

export const packageRow = z.object({
  id: z.string(),
  number: z.string(),
  version: z.number(),
  customer: customerRefSchema,
  requestId: z.string().nullable(),
  form: z.enum(PACKAGE_FORMS),
  state: z.enum(PACKAGE_STATES),
  askedAt: z.string(),
  readyAt: z.string().nullable(),
  openUntil: z.string().nullable(),
  downloads: z.number(),
});

export const packageDetail = packageRow.extend({
  language: z.enum(["zh-CN", "en"]),
  askedBy: z.string().nullable(),
  tries: z.number(),
  failure: z.enum(PACKAGE_FAILURES).nullable(),
  bytes: z.number().nullable(),
  sha256: z.string().nullable(),
  parts: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
  downloadsMost: z.number(),
  code: z.object({ until: z.string(), stands: z.boolean(), wrong: z.number() }).nullable(),
  endedAt: z.string().nullable(),
  endedBy: z.string().nullable(),
  taken: z.array(z.object({ way: z.enum(DOWNLOAD_WAYS), at: z.string(), by: z.string().nullable() })),
  basis: z.array(z.object({ ruleId: z.string(), version: z.number() })),
  may: z.object({
    download: z.boolean(),
    code: z.boolean(),
    revoke: z.boolean(),
    /** Why it cannot be handed out now; a refusal's code. */
    refusal: z.string().nullable(),
  }),
});
