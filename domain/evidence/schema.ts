import { z } from "zod";
import { CONTENT_REFUSALS, DISCARD_REASONS, DOWNLOAD_REASONS, ERASE_REASONS, EVIDENCE_KIND_NAMES } from "./codes";
import { EVIDENCE_STATES, MEDIA_TYPES } from "./model";

/** What evidence hangs on: its type as registered, a word fit for the audit log, and its id. */
export const evidenceSubject = z.strictObject({ type: z.string().regex(/^[a-z][a-z-]{0,39}$/), id: z.uuid() });
export type EvidenceSubject = z.output<typeof evidenceSubject>;

export const startUploadInput = z.strictObject({
  subject: evidenceSubject,
  kind: z.enum(EVIDENCE_KIND_NAMES),
  name: z.string().max(1_000),
  bytes: z.int().min(0),
});
export const fileInput = z.strictObject({ fileId: z.uuid() });
export const discardInput = z.strictObject({ fileId: z.uuid(), reason: z.enum(DISCARD_REASONS) });
export const downloadInput = z.strictObject({
  fileId: z.uuid(),
  reason: z.enum(DOWNLOAD_REASONS),
  note: z.string().max(500),
});
export const eraseInput = z.strictObject({ fileId: z.uuid(), reason: z.enum(ERASE_REASONS) });
export const refuseInput = z.strictObject({ fileId: z.uuid(), code: z.enum(CONTENT_REFUSALS) });
export const acceptInput = z.strictObject({
  fileId: z.uuid(),
  mediaType: z.enum(MEDIA_TYPES),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  pages: z.int().min(1),
});

/** One file, as lists show it. */
export const evidenceFileOut = z.object({
  id: z.string(),
  kind: z.enum(EVIDENCE_KIND_NAMES),
  state: z.enum(EVIDENCE_STATES),
  /** The name under which it was brought; null once erased. */
  name: z.string().nullable(),
  bytes: z.number(),
  pages: z.number(),
  mediaType: z.string().nullable(),
  sha256: z.string().nullable(),
  /** Why it was refused or how it ended. */
  endCode: z.string().nullable(),
  uploadedAt: z.string(),
  uploaderZh: z.string(),
  uploaderEn: z.string(),
  used: z.boolean(),
  damaged: z.boolean(),
  keepUntil: z.string().nullable(),
  mayResume: z.boolean(),
  mayDiscard: z.boolean(),
});
