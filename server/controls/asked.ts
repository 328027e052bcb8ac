import type { AtOnceAsked } from "@/domain/controls/at-once";
import type { AtOnceReason } from "@/domain/controls/codes";
import type { Extent, MeasureSubject } from "@/domain/controls/model";
import type { MeasureId } from "@/domain/shared/ids";
import type { Instant, LocalDate } from "@/domain/shared/time";

/** What another capability asks to give at once. Ids of another customer throw not-found. */
export type AtOnce = {
  readonly accountId: string;
  readonly customerId: string;
  readonly kind: "restriction" | "stop" | "freeze";
  readonly source: "own-judgement" | "customer" | "authority";
  readonly reasonCode: AtOnceReason;
  readonly extent: Extent;
  /** A rule's id, where another row than the reason's first carries this case. */
  readonly rule?: string | undefined;
  readonly subject: MeasureSubject | null;
  /** From when it counts by its paper, never later than now; now when left out. */
  readonly startsAt?: Instant | null | undefined;
  readonly expiresAt: Instant | null;
  /** The day by which somebody looks again; the house's own term when left out. */
  readonly reviewOn?: LocalDate | null | undefined;
  /** Its paper may not be told of: who is not cleared sees a restriction under review. */
  readonly secret?: boolean | undefined;
  /** False where the caller puts it before a lead himself. */
  readonly afterReview?: boolean | undefined;
  /** Words with it, already sealed for `measures.note_sealed` under `measureId`. */
  readonly note?: { readonly measureId: MeasureId; readonly sealed: Buffer } | undefined;
};

/** The same, and what only an authority's decision takes. */
export type AskedAtOnce = Omit<AtOnce, "kind"> & { readonly kind: AtOnceAsked["kind"] };

/** What the domain judges of it. */
export function statedBy(asked: AskedAtOnce): AtOnceAsked {
  const { kind, source, reasonCode, extent, rule, subject, expiresAt } = asked;
  const { startsAt = null, reviewOn = null, secret = false } = asked;
  return { kind, source, reasonCode, extent, ruleId: rule, subject, startsAt, expiresAt, reviewOn, secret };
}
