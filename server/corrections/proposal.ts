import { sql } from "drizzle-orm";
import { z } from "zod";
import type { SnapshotInput } from "@/domain/approvals/model";
import { CORRECTION_REJECTIONS } from "@/domain/corrections/codes";
import { applyCorrection } from "@/domain/corrections/decisions";
import type { CorrectionOutcome } from "@/domain/corrections/model";
import { decided, type Result } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { type Effect, type ProposalCase, registerApprovalKind } from "@/server/approvals/public";
import { both } from "@/server/controls/public";
import { lockRecord } from "@/server/customers/public";
import { filesOfCustomer } from "@/server/evidence/public";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { sha256Hex } from "@/server/kernel/crypto/sha256";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { restrictedSince } from "@/server/retention/public";
import { carryOut } from "./carry-out";
import { describeCorrections } from "./describe";
import { tellSettled } from "./listeners";
import { CORRECTION, endCorrection, loadCorrection, openItems } from "./store";

/** The command that proposes, and the kind of its proposals. */
export const CORRECTION_KIND = "corrections.correction.request";

export const correctionPayload = z.strictObject({ correctionId: z.uuid(), recordVersion: z.number().int() });
type Case = ProposalCase<z.output<typeof correctionPayload>>;

/** What a correction rests on: the record as it stood, the correction itself, and its papers. */
async function inputsOf(scope: Scope, { payload }: Case, lock: boolean): Promise<readonly SnapshotInput[]> {
  const correction = await loadCorrection(scope, payload.correctionId);
  const record = await recordOf(scope, correction.customerId, lock);
  const usable = await filesOfCustomer(scope, correction.customerId, correction.evidenceIds);
  const print = sha256Hex(usable.join("\n"));
  const input = (key: string, value: string, version: string): SnapshotInput => ({
    key,
    label: `corrections.labels.input.${key}`,
    value,
    version,
    onChange: "void",
  });
  return [
    input("state", correction.number, correction.state),
    input("record", record.number, String(record.version)),
    input("evidence", `${usable.length} · ${print.slice(0, 12)}`, print),
  ];
}

async function recordOf({ tx, actor }: Scope, customerId: string, lock: boolean) {
  const { rows } = await tx.execute<{ number: string; version: number }>(sql`select number, version from customers
    where id = ${customerId}::uuid and programme_id = ${actor.programmeId} ${lock ? sql`for no key update` : sql``}`);
  return rows[0] ?? notFound();
}

const ENDS = {
  rejected: "corrections.correction.reject",
  void: "corrections.correction.void",
  expired: "corrections.correction.expire",
  withdrawn: "corrections.correction.withdraw",
} as const satisfies Record<Exclude<CorrectionOutcome, "done">, AuditEvent["kind"]>;

/** Ends a correction that nobody agreed to. One that is no longer proposed stays where it is. */
async function drop(
  scope: Scope,
  { payload, approvalId }: Case,
  state: keyof typeof ENDS,
  reason: string | null = null,
): Promise<Result<Effect>> {
  const { id, number, requestId, state: was } = await loadCorrection(scope, payload.correctionId, { lock: true });
  const data = { number, approval: approvalId, ...(reason ? { reason } : {}) };
  const own = { audit: [{ kind: ENDS[state], subject: { type: CORRECTION, id }, data }], events: [] };
  if (was !== "proposed") return decided(own);
  await endCorrection(scope, id, { state, reason });
  return decided(both(own, await tellSettled(scope, { correctionId: id, requestId, outcome: state })));
}

/** A second person's yes to changing who somebody is on record: carried out at once. */
registerApprovalKind({
  kind: CORRECTION_KIND,
  permission: "corrections.correction.approve",
  visibleTo: "corrections.read",
  rejectionReasons: Object.keys(CORRECTION_REJECTIONS),
  payload: correctionPayload,

  insideInputs: (scope, proposal, { lock }) => inputsOf(scope, proposal, lock),

  async apply(scope, { payload }) {
    const record = await lockRecord(scope, (await loadCorrection(scope, payload.correctionId)).customerId);
    const correction = await loadCorrection(scope, payload.correctionId, { lock: true });
    const restricted = (await restrictedSince(scope, correction.customerId)) !== null;
    const today = shanghaiDate(scope.now);
    const may = applyCorrection({ ...correction, restricted }, record.version, scope.rules, today);
    if (!may.ok) return may;
    return decided(await carryOut(scope, correction, may.basis), may.basis);
  },

  reject: (scope, proposal, reason) => drop(scope, proposal, "rejected", reason),
  void: (scope, proposal) => drop(scope, proposal, "void"),
  end: (scope, proposal, as) => drop(scope, proposal, as),

  async brief(scope, { payload }) {
    const { id, number, evidenceIds } = await loadCorrection(scope, payload.correctionId);
    const items = await openItems(scope, id);
    const label = (key: string) => `corrections.labels.brief.${key}`;
    const on = shanghaiDate(scope.now);
    return {
      note: null,
      facts: [
        { label: label("number"), value: number },
        ...items.map(({ field }) => ({ label: label("field"), value: `corrections.fields.${field}`, word: true })),
        { label: label("evidence"), value: String(evidenceIds.length) },
      ],
      basis: ["law-pipl-46", "mipriv-correct"].map((rule) => scope.rules.ref(rule, on)),
      href: `/corrections/${id}`,
    };
  },

  describe: (scope, proposals) => describeCorrections(scope, proposals),
});
