import type { Rules } from "../../rulebook/model";
import type { LocalDate } from "../../shared/time";
import type {
  AccountClass,
  ChannelResult,
  Declared,
  DocumentKind,
  Purpose,
  Quality,
  Reading,
  ReadState,
  RegistryAnswers,
  SubjectKind,
} from "../model";

/**
 * One document of a submission as the checks see it: its kind, how far its reading is, what problem the reading met (a
 * code of reading/model.ts, or `same-picture` for one that lies in the submission twice), how good the picture is.
 */
export type CheckDocument = {
  readonly kind: DocumentKind;
  readonly readState: ReadState;
  readonly readProblem: string | null;
  readonly quality: Quality | null;
};

/** What is known of an enterprise's owners. `gapsBp`: the part that no natural person is known for, in basis points. */
export type CheckOwnership = {
  readonly gapsBp: number;
  readonly beneficialOwners: number;
  readonly seniorManagerNamed: boolean;
};

/**
 * Everything the automatic checks look at, gathered beforehand: they ask nobody and know no clock. `elsewhere` counts
 * what is on other customers: documents of the same bytes, faces that look the same, and identities on the same phone.
 */
export type CheckInput = {
  readonly subject: SubjectKind;
  readonly purpose: Purpose;
  readonly declared: Declared;
  readonly documents: readonly CheckDocument[];
  readonly readings: readonly Reading[];
  /** What the registry said field by field; null where it was not asked or gave no answer. */
  readonly registry: RegistryAnswers | null;
  readonly channels: readonly ChannelResult[];
  readonly faceToFace: boolean;
  readonly requestedClass: AccountClass | null;
  readonly elsewhere: { readonly sameContent: number; readonly sameLook: number; readonly phoneOtherIds: number };
  readonly listHit: "none" | "hit" | "not-run";
  /** Null for a person, and for an enterprise of which no owner is declared or recorded. */
  readonly ownership: CheckOwnership | null;
  readonly today: LocalDate;
  readonly rules: Rules;
};
