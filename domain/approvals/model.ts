import type { ApprovalId, LegalEntityId, PersonId, ProgrammeId } from "../shared/ids";
import type { Instant } from "../shared/time";

/** Who acts: a person, or a part of the system that may propose but never decide. */
export type ActorId = PersonId | `system:${string}`;

/** What a change of an input after the request does: `void` ends the approval, `preview-again` shows it anew. */
export const ON_CHANGE = ["void", "preview-again"] as const;
export type OnChange = (typeof ON_CHANGE)[number];

/**
 * One fact the consequence rests on. `label` is a message code; `value` is what the screen shows, masked, never
 * personal data in clear; `version` changes whenever the fact does, also where the shown value stays the same.
 */
export type SnapshotInput = {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly version: string;
  readonly onChange: OnChange;
};

/** The facts at one moment, sorted by key, and the hash of their canonical form. */
export type Snapshot = { readonly inputs: readonly SnapshotInput[]; readonly digest: string };

/** How one input differs; null where it was not there before, or is gone. */
export type Change = {
  readonly key: string;
  readonly label: string;
  readonly before: Pick<SnapshotInput, "value" | "version"> | null;
  readonly after: Pick<SnapshotInput, "value" | "version"> | null;
};

type ApprovalCore = {
  readonly id: ApprovalId;
  readonly programmeId: ProgrammeId;
  readonly legalEntityId: LegalEntityId;
  /** Name of the command whose change an approval runs. */
  readonly kind: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly payloadHash: string;
  readonly makerId: ActorId;
  readonly requestedAt: Instant;
  /** First moment at which it can no longer be decided. */
  readonly expiresAt: Instant;
  readonly snapshot: Snapshot;
};

/** Who decided, when, and on sight of which facts. `decisionCode` is a coded reason, if one was given. */
type Decision = { readonly checkerId: PersonId; readonly decidedAt: Instant; readonly decisionCode: string | null };

export type PendingApproval = ApprovalCore & { readonly status: "pending" };
export type ApprovedApproval = ApprovalCore & { readonly status: "approved"; readonly seen: Snapshot } & Decision;
export type RejectedApproval = ApprovalCore & { readonly status: "rejected" } & Decision;
export type WithdrawnApproval = ApprovalCore & { readonly status: "withdrawn"; readonly closedAt: Instant };
export type VoidApproval = ApprovalCore & {
  readonly status: "void";
  readonly closedAt: Instant;
  readonly changes: readonly Change[];
};
export type ExpiredApproval = ApprovalCore & { readonly status: "expired"; readonly closedAt: Instant };

export type Approval =
  | PendingApproval
  | ApprovedApproval
  | RejectedApproval
  | WithdrawnApproval
  | VoidApproval
  | ExpiredApproval;
export type ApprovalStatus = Approval["status"];
