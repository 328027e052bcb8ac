import { z } from "zod";
import type { Rules } from "../rulebook/model";
import { canonicalJson } from "../shared/canonical-json";
import { type Decided, decided } from "../shared/result";
import type { LocalDate } from "../shared/time";
import { ANCHORS, RETENTION_CLASSES } from "./model";

const ref = z.strictObject({ ruleId: z.string(), version: z.int() });

/** What a certificate says: whose class, by which rule, what was destroyed. Ids, codes and counts; nothing names anybody. */
export const certificateContent = z.strictObject({
  format: z.literal("hegui-erasure-certificate"),
  version: z.literal(1),
  number: z.string(),
  programme: z.string(),
  legalEntity: z.string(),
  subject: z.strictObject({ type: z.literal("customer"), id: z.uuid() }),
  class: z.enum(RETENTION_CLASSES),
  requestId: z.uuid().nullable(),
  keptUntil: z.string().nullable(),
  years: z.int().nullable(),
  anchor: z.enum(ANCHORS).nullable(),
  endedOn: z.string().nullable(),
  basis: z.array(ref),
  /** Ids of the data keys destroyed; without them no copy, a backup's included, can be read. */
  keys: z.array(z.uuid()),
  searchKeys: z.int(),
  files: z.int(),
  /** Rows that lost the class's values, by table. */
  tables: z.record(z.string(), z.int()),
  backups: z.enum(["keys-apart"]),
  erasedAt: z.string(),
  erasedBy: z.string(),
});
export type CertificateContent = z.output<typeof certificateContent>;

/** The text a certificate is signed over. */
export const signedText = (content: CertificateContent): string =>
  `hegui-erasure-certificate-v1\n${canonicalJson(content)}\n`;

/**
 * How a destroyed class stands in the house's backups: the data keys are kept apart from the data, and a restore destroys
 * them again before anybody sees it; so a backup holds what nobody can read until it is thrown away.
 */
export function backupsOf(rules: Rules, today: LocalDate): Decided<CertificateContent["backups"]> {
  const basis = ["mipriv-backup-isolate", "llpriv-backup-isolate"].map((id) => rules.ref(id, today));
  return decided("keys-apart" as const, basis);
}
