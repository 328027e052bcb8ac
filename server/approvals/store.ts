import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { toInstant } from "@/db/schema/columns";
import type { Approval, Change, Snapshot } from "@/domain/approvals/model";
import { asId, type LegalEntityId, type PersonId, type ProgrammeId } from "@/domain/shared/ids";
import type { ProposalCase } from "./kinds";

/** A proposal as stored: the domain's approval and what the kind needs besides. */
export type StoredApproval = {
  readonly approval: Approval;
  readonly number: string;
  readonly payload: unknown;
  readonly customerId: string | null;
  /** The outside facts on which it was proposed, for the screen. */
  readonly facts: unknown;
  readonly version: number;
};

type StoredSnapshot = Snapshot & { readonly facts?: unknown; readonly seen?: Snapshot };

export type ApprovalRow = {
  id: string;
  programme_id: string;
  legal_entity_id: string;
  number: string;
  kind: string;
  subject_type: string;
  subject_id: string;
  customer_id: string | null;
  payload: unknown;
  payload_hash: string;
  snapshot: StoredSnapshot;
  maker_id: string;
  requested_at: string;
  expires_at: string;
  status: Approval["status"];
  checker_id: string | null;
  decided_at: string | null;
  decision_code: string | null;
  changes: readonly Change[] | null;
  version: number;
};

export const APPROVAL_COLUMNS = sql.raw(
  [
    "id",
    "programme_id",
    "legal_entity_id",
    "number",
    "kind",
    "subject_type",
    "subject_id",
    "customer_id",
    "payload",
    "payload_hash",
    "snapshot",
    "maker_id",
    "requested_at",
    "expires_at",
    "status",
    "checker_id",
    "decided_at",
    "decision_code",
    "changes",
    "version",
  ]
    .map((name) => `a.${name}`)
    .join(", "),
);

/** Reads a row. */
export function fromRow(row: ApprovalRow): StoredApproval {
  const { facts, seen, ...snapshot } = row.snapshot;
  const core = {
    id: asId<"approval">(row.id),
    programmeId: row.programme_id as ProgrammeId,
    legalEntityId: row.legal_entity_id as LegalEntityId,
    kind: row.kind,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    payloadHash: row.payload_hash,
    makerId: asId<"person">(row.maker_id),
    requestedAt: toInstant(row.requested_at),
    expiresAt: toInstant(row.expires_at),
    snapshot,
  };
  const rest = {
    number: row.number,
    payload: row.payload,
    customerId: row.customer_id,
    facts: facts ?? null,
    version: row.version,
  };
  return { ...rest, approval: withStatus(core, row, seen ?? snapshot) };
}

type Core = Omit<Extract<Approval, { status: "pending" }>, "status">;

function withStatus(core: Core, row: ApprovalRow, seen: Snapshot): Approval {
  const endedAt = row.decided_at ? toInstant(row.decided_at) : core.requestedAt;
  const decision = {
    checkerId: asId<"person">(row.checker_id ?? "") as PersonId,
    decidedAt: endedAt,
    decisionCode: row.decision_code,
  };
  switch (row.status) {
    case "pending":
      return { ...core, status: "pending" };
    case "approved":
      return { ...core, ...decision, seen, status: "approved" };
    case "rejected":
      return { ...core, ...decision, status: "rejected" };
    case "void":
      return { ...core, status: "void", closedAt: endedAt, changes: row.changes ?? [] };
    default:
      return { ...core, status: row.status, closedAt: endedAt };
  }
}

/** What the kind sees of a stored proposal. */
export function caseOf(stored: StoredApproval): ProposalCase<unknown> {
  const { approval, payload, customerId } = stored;
  return { approvalId: approval.id, subjectId: approval.subjectId, customerId, payload };
}

async function one(tx: Tx, id: string, lock: SQL): Promise<StoredApproval | undefined> {
  const { rows } = await tx.execute<ApprovalRow>(
    sql`select ${APPROVAL_COLUMNS} from approvals a where a.id = ${id}::uuid ${lock}`,
  );
  return rows[0] && fromRow(rows[0]);
}

/** One proposal; undefined when it does not exist or may not be seen. */
export function findApproval(tx: Tx, id: string): Promise<StoredApproval | undefined> {
  return one(tx, id, sql``);
}

/** The same, held until the transaction ends: of two who decide, the second sees what the first did. */
export function lockApproval(tx: Tx, id: string): Promise<StoredApproval | undefined> {
  return one(tx, id, sql`for update`);
}

/** The proposal of a kind that waits about a subject; null when none does, or it may not be seen. */
export async function pendingApproval(
  tx: Tx,
  kind: string,
  subjectId: string,
): Promise<{ approvalId: string; number: string } | null> {
  const { rows } = await tx.execute<{ approvalId: string; number: string }>(sql`select id as "approvalId", number
    from approvals where kind = ${kind} and subject_id = ${subjectId}::uuid and status = 'pending'`);
  return rows[0] ?? null;
}

/** Raises the approval's own entries behind the wall where the proposal stands there; the kind's entries say so themselves. */
export async function raised(tx: Tx, approvalId: string): Promise<{ clearance?: "suspicion" }> {
  const { rows } = await tx.execute<{ clearance: string }>(
    sql`select clearance from approvals where id = ${approvalId}::uuid`,
  );
  return rows[0]?.clearance === "suspicion" ? { clearance: "suspicion" } : {};
}

/** Writes a new pending proposal. */
export async function insertApproval(
  tx: Tx,
  stored: Omit<StoredApproval, "version">,
  clearance: "general" | "suspicion",
): Promise<void> {
  const { approval: a, number, payload, customerId, facts } = stored;
  await tx.execute(sql`insert into approvals (id, programme_id, legal_entity_id, number, clearance, kind, subject_type, subject_id,
      customer_id, payload, payload_hash, snapshot, maker_id, requested_at, expires_at, status)
    values (${a.id}, ${a.programmeId}, ${a.legalEntityId}, ${number}, ${clearance}, ${a.kind}, ${a.subjectType}, ${a.subjectId},
      ${customerId}, ${JSON.stringify(payload)}::jsonb, ${a.payloadHash}, ${JSON.stringify({ ...a.snapshot, facts })}::jsonb,
      ${a.makerId}, ${a.requestedAt}::timestamptz, ${a.expiresAt}::timestamptz, 'pending')`);
}

/** Writes how a proposal ended. `noteSealed` is the checker's note. */
export async function saveEnded(
  tx: Tx,
  approval: Exclude<Approval, { status: "pending" }>,
  facts: unknown,
  noteSealed: Buffer | null,
): Promise<void> {
  const decision = "checkerId" in approval ? approval : null;
  const endedAt = "checkerId" in approval ? approval.decidedAt : approval.closedAt;
  const seen = approval.status === "approved" ? approval.seen : undefined;
  const snapshot = JSON.stringify({ ...approval.snapshot, facts, ...(seen && { seen }) });
  const changes = approval.status === "void" ? JSON.stringify(approval.changes) : null;
  await tx.execute(sql`update approvals set status = ${approval.status}, checker_id = ${decision?.checkerId ?? null}::uuid,
      decided_at = ${endedAt}::timestamptz, decision_code = ${decision?.decisionCode ?? null}, snapshot = ${snapshot}::jsonb,
      changes = ${changes}::jsonb, note_sealed = ${noteSealed}::bytea, version = version + 1
    where id = ${approval.id} and status = 'pending'`);
}
