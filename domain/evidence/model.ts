import type { Instant, LocalDate } from "../shared/time";
import type { EvidenceKind } from "./codes";

/**
 * `uploading` bytes come in · `waiting` complete, not yet looked at by the worker · `ready` looked at, with pages to show ·
 * `refused` not kept, with a code · `erased` its key is destroyed. Nothing but `ready` is ever served.
 */
export const EVIDENCE_STATES = ["uploading", "waiting", "ready", "refused", "erased"] as const;
export type EvidenceState = (typeof EVIDENCE_STATES)[number];

/** What a file may be, by its content. Everything else is refused. */
export const MEDIA_TYPES = ["image/jpeg", "image/png", "image/webp", "image/tiff", "application/pdf"] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** Why a file ended: discarded by whom had brought it, erased when its term was over, or never finished. */
export const ENDINGS = ["discarded", "retention", "expired"] as const;
export type Ending = (typeof ENDINGS)[number];

/** One file of evidence, as decisions see it. */
export type EvidenceFile = {
  readonly id: string;
  readonly kind: EvidenceKind;
  readonly state: EvidenceState;
  readonly uploadedBy: string;
  readonly uploadedAt: Instant;
  readonly expiresAt: Instant;
  readonly bytes: number;
  /** When a decision first rested on it; from then on it stays. */
  readonly usedAt: Instant | null;
  /** First day on which the law lets it go; null: no minimum. */
  readonly keepUntil: LocalDate | null;
};
