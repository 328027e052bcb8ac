import { z } from "zod";
import type { SnapshotInput } from "@/domain/approvals/model";
import { proposeRaise } from "@/domain/limits/adjustments";
import { ADJUSTMENT_KINDS, ADJUSTMENT_REJECTIONS } from "@/domain/limits/codes";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { type Effect, type ProposalCase, registerApprovalKind } from "@/server/approvals/public";
import { evidenceFacts } from "@/server/evidence/public";
import type { AuditData, AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";
import { type AdjustedAccount, loadAdjusted } from "./adjusting";
import { linesOfAdjustments } from "./adjustment-lines";
import { endAdjustmentRow, inForceOf, loadAdjustment, notePlace, type StoredAdjustment, setAdjustment } from "./store";
import { lastDayOf, tellChange } from "./telling";

/** The command that proposes, and the kind of its proposals. */
export const RAISE_KIND = "limits.adjustment.request";

/** What a proposal pins: which limit of which account, to what, until when. Sums as text. */
export const raisePayload = z.strictObject({
  adjustmentId: z.uuid(),
  accountId: z.uuid(),
  kind: z.enum(ADJUSTMENT_KINDS),
  value: z.string(),
  dayMinor: z.string().nullable(),
  until: z.iso.date(),
});
type Case = ProposalCase<z.output<typeof raisePayload>>;

const subjectOf = (id: string) => ({ type: "limit-adjustment", id });

/** What a raise rests on: the account, what holds of it now, and the evidence. */
async function inputsOf(
  scope: Scope,
  { payload }: Case,
  { account }: AdjustedAccount,
): Promise<readonly SnapshotInput[]> {
  const evidence = await evidenceFacts(scope, subjectOf(payload.adjustmentId));
  const input = (
    key: string,
    value: string,
    version = value,
    onChange: SnapshotInput["onChange"] = "void",
  ): SnapshotInput => ({
    key,
    label: `limits.labels.input.${key}`,
    value,
    version,
    onChange,
  });
  const agreed = Object.values(account.agreed).map((one) =>
    JSON.stringify(one, (_k, v) => (typeof v === "bigint" ? v.toString() : v)),
  );
  return [
    input("status", account.status),
    input("class", String(account.accountClass)),
    input("agreed", agreed.join(" ")),
    input("held", String(account.held.debit || account.held.functions.length > 0), undefined, "preview-again"),
    input("evidence", `${evidence.count} · ${evidence.digest.slice(0, 12)}`, evidence.digest, "preview-again"),
  ];
}

function entry(kind: AuditEvent["kind"], one: StoredAdjustment, data: AuditData): AuditEvent {
  return {
    kind,
    subject: subjectOf(one.id),
    data: { number: one.number, account: one.accountId, limit: one.kind, ...data },
  };
}

async function giveUp(
  scope: Scope,
  { payload, approvalId }: Case,
  state: "rejected" | "withdrawn" | "void",
  kind: AuditEvent["kind"],
  data: AuditData = {},
): Promise<Result<Effect>> {
  const one = await loadAdjustment(scope, payload.adjustmentId, { lock: true });
  if (one.state === "proposed") await setAdjustment(scope, one.id, state);
  return decided({ audit: [entry(kind, one, { approval: approvalId, ...data })], events: [] });
}

/** A second person's yes: the raise holds from now to the end of its day, in place of one that held before. */
async function grant(scope: Scope, { payload, approvalId }: Case): Promise<Result<Effect>> {
  const found = await loadAdjusted(scope, payload.accountId, { lock: true });
  const one = await loadAdjustment(scope, payload.adjustmentId, { lock: true });
  if (one.state !== "proposed" || one.endsAt === null) return refuse("limits.adjustment.not-proposed");
  const wish = { kind: one.kind, value: one.value, dayMinor: one.dayMinor, until: lastDayOf(one.endsAt) };
  const still = proposeRaise({ account: found.account, currency: found.currency, wish, now: scope.now }, scope.rules);
  if (!still.ok) return still;
  const before = await inForceOf(scope, { accountId: one.accountId, kind: one.kind, direction: "raised" });
  for (const old of before) await endAdjustmentRow(scope, old.id, "replaced");
  await setAdjustment(scope, one.id, "in-force");
  const told = await tellChange(scope, one, "set");
  const data = {
    approval: approvalId,
    value: one.value.toString(),
    endsAt: one.endsAt,
    replaces: before.map(({ number }) => number),
  };
  const audit = { ...entry("limits.adjustment.grant", one, data), basis: still.basis };
  return decided({ audit: [audit, ...told.audit], events: told.events }, still.basis);
}

registerApprovalKind({
  kind: RAISE_KIND,
  permission: "limits.adjust.approve",
  visibleTo: "limits.read",
  rejectionReasons: Object.keys(ADJUSTMENT_REJECTIONS),
  payload: raisePayload,
  insideInputs: async (scope, proposal, { lock }) =>
    inputsOf(scope, proposal, await loadAdjusted(scope, proposal.payload.accountId, { lock })),
  apply: grant,
  reject: (scope, proposal, reason) => giveUp(scope, proposal, "rejected", "limits.adjustment.reject", { reason }),
  void: (scope, proposal, changes) =>
    giveUp(scope, proposal, "void", "limits.adjustment.void", { changed: changes.map(({ key }) => key) }),
  end: (scope, proposal, as) =>
    as === "expired"
      ? giveUp(scope, proposal, "void", "limits.adjustment.lapse")
      : giveUp(scope, proposal, "withdrawn", "limits.adjustment.withdraw"),

  async brief(scope, { payload }) {
    const one = await loadAdjustment(scope, payload.adjustmentId);
    const found = await loadAdjusted(scope, payload.accountId, { lock: false });
    const { account, currency } = found;
    const wish = {
      kind: one.kind,
      value: one.value,
      dayMinor: one.dayMinor,
      until: one.endsAt && lastDayOf(one.endsAt),
    };
    const judged = proposeRaise({ account, currency, wish, now: scope.now }, scope.rules);
    const label = (key: string) => `limits.labels.brief.${key}`;
    const evidence = await evidenceFacts(scope, subjectOf(one.id));
    const yuan = (minor: bigint) => `¥${(minor / 100n).toString()}.${(minor % 100n).toString().padStart(2, "0")}`;
    return {
      note: await scope.vault.open(notePlace(one.id), one.noteSealed),
      facts: [
        { label: label("account"), value: found.number },
        { label: label("limit"), value: `limits.kinds.${one.kind}`, word: true },
        { label: label("value"), value: one.kind === "transfer-count" ? one.value.toString() : yuan(one.value) },
        ...(one.dayMinor === null ? [] : [{ label: label("day"), value: yuan(one.dayMinor) }]),
        { label: label("until"), value: payload.until },
        { label: label("evidence"), value: `${evidence.count} · ${evidence.digest.slice(0, 12)}` },
      ],
      basis: judged.basis.length > 0 ? judged.basis : [scope.rules.ref("law-261-limits", shanghaiDate(scope.now))],
      href: `/accounts/${one.accountId}`,
    };
  },
  describe: (scope, proposals) =>
    linesOfAdjustments(
      scope,
      proposals.map(({ approvalId, payload }) => ({ approvalId, adjustmentId: payload.adjustmentId })),
    ),
});
