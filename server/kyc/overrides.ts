import { z } from "zod";
import type { SnapshotInput } from "@/domain/approvals/model";
import { CHECK_NAMES } from "@/domain/kyc/checks/names";
import { failedChecks } from "@/domain/kyc/checks/run";
import { OVERRIDE_REASON_NAMES, OVERRIDE_REASONS, OVERRIDE_REJECTIONS } from "@/domain/kyc/codes";
import { grantOverride } from "@/domain/kyc/decisions";
import { canonicalJson } from "@/domain/shared/canonical-json";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { type Effect, type ProposalCase, type ProposalLine, registerApprovalKind } from "@/server/approvals/public";
import { evidenceFacts } from "@/server/evidence/public";
import type { AuditData, AuditEvent } from "@/server/kernel/audit/append";
import { sha256Hex } from "@/server/kernel/crypto/sha256";
import type { Scope } from "@/server/kernel/scope";
import { carryOut } from "./accept";
import { type LoadedCase, loadCase } from "./case";
import { openBenchItem } from "./items";
import { customersOf } from "./rows";
import { saveSubmission } from "./store";

/** The command that proposes, and the kind of its proposals. */
export const OVERRIDE_KIND = "kyc.override.request";

/** What a proposal pins: the submission and the run as shown, the checks it goes against, why, and whose it is. */
export const overridePayload = z.strictObject({
  submissionId: z.uuid(),
  checkRun: z.number().int(),
  checks: z.array(z.enum(CHECK_NAMES)).min(1),
  reason: z.enum(OVERRIDE_REASON_NAMES),
  /** The maker's words, sealed under the customer's key. */
  noteSealed: z.string(),
  by: z.string(),
  seconds: z.number().nullable(),
});
type Case = ProposalCase<z.output<typeof overridePayload>>;

const notePlace = (rowId: string) => ({ table: "approvals", column: "override_note", rowId });

/** Seals the maker's words, for the payload. */
export async function sealNote(scope: Scope, approvalId: string, customerId: string, note: string): Promise<string> {
  const owner = { type: "customer", id: customerId, retentionClass: "casework" } as const;
  return (await scope.vault.seal(owner, notePlace(approvalId), note)).toString("base64");
}

const openNote = (scope: Scope, { approvalId, payload }: Case): Promise<string | null> =>
  scope.vault.open(notePlace(approvalId), Buffer.from(payload.noteSealed, "base64"));

/** A short print of bytes or facts: changes when they do, and tells nothing of them. */
const print = (facts: unknown): string => sha256Hex(canonicalJson(facts)).slice(0, 12);

/** What an acceptance against its checks rests on: where it stands, the findings, the pictures and the declared data. */
async function inputsOf(scope: Scope, loaded: LoadedCase): Promise<readonly SnapshotInput[]> {
  const { submission, documents, findings } = loaded;
  const evidence = await evidenceFacts(scope, { type: "submission", id: submission.id });
  const input = (key: string, value: string, version: string): SnapshotInput => ({
    key,
    label: `kyc.labels.input.${key}`,
    value,
    version,
    onChange: "void",
  });
  const pictures = documents.map(({ kind, state, fileId, contentHash }) => ({
    kind,
    state,
    fileId,
    content: contentHash?.toString("hex") ?? null,
  }));
  return [
    input("state", submission.state === "overriding" ? submission.number : submission.state, submission.state),
    input("checks", String(failedChecks(findings).length), `${submission.checkRun}/${print(findings)}`),
    input("documents", String(documents.length), print(pictures)),
    input("evidence", `${evidence.count} · ${evidence.digest.slice(0, 12)}`, evidence.digest),
    input(
      "declared",
      print(submission.declaredSealed.toString("hex")),
      submission.declaredSealed.toString("hex").slice(-32),
    ),
  ];
}

/** Gives a submission back to the bench. One that is no longer proposed stays where it is. */
async function giveBack(
  scope: Scope,
  { payload, approvalId }: Case,
  kind: AuditEvent["kind"],
  data: AuditData,
): Promise<Result<Effect>> {
  const { submission } = await loadCase(scope, payload.submissionId, { lock: true });
  const subject = { type: "submission", id: submission.id };
  const audit = [{ kind, subject, data: { number: submission.number, approval: approvalId, ...data } }];
  if (submission.state !== "overriding") return decided({ audit, events: [] });
  if ((await saveSubmission(scope, submission, { state: "ready" })) === undefined)
    return refuse("kyc.submission.stale");
  await openBenchItem(scope, submission);
  return decided({ audit, events: [] });
}

/** A second person's yes to an acceptance against failed checks: it is carried out as the maker's decision. */
registerApprovalKind({
  kind: OVERRIDE_KIND,
  permission: "kyc.override.approve",
  visibleTo: "kyc.read",
  rejectionReasons: Object.keys(OVERRIDE_REJECTIONS),
  payload: overridePayload,

  insideInputs: async (scope, { payload }, { lock }) =>
    inputsOf(scope, await loadCase(scope, payload.submissionId, { lock })),

  async apply(scope, proposal) {
    const { payload, approvalId } = proposal;
    const loaded = await loadCase(scope, payload.submissionId, { lock: true });
    const { receivedBy } = loaded.submission;
    const granted = grantOverride(loaded.facts, payload.checks, { receivedBy, agreedBy: scope.actor.id });
    if (!granted.ok) return granted;
    const reason = OVERRIDE_REASONS[payload.reason].map((id) => scope.rules.ref(id, shanghaiDate(scope.now)));
    const done = await carryOut(scope, loaded, {
      overridden: payload.checks,
      approvalId,
      note: (await openNote(scope, proposal)) ?? undefined,
      by: payload.by,
      seconds: payload.seconds,
      basis: [...granted.basis, ...reason],
    });
    return done.ok ? decided({ audit: done.value.audit, events: done.value.events }, done.basis) : done;
  },

  reject: (scope, proposal, reason) => giveBack(scope, proposal, "kyc.override.reject", { reason }),
  void: (scope, proposal, changes) =>
    giveBack(scope, proposal, "kyc.override.void", { changed: changes.map(({ key }) => key) }),
  end: (scope, proposal, as) =>
    giveBack(scope, proposal, as === "expired" ? "kyc.override.expire" : "kyc.override.withdraw", {}),

  async brief(scope, proposal) {
    const { payload } = proposal;
    const { submission, findings } = await loadCase(scope, payload.submissionId);
    const evidence = await evidenceFacts(scope, { type: "submission", id: submission.id });
    const on = shanghaiDate(scope.now);
    const label = (key: string) => `kyc.labels.brief.${key}`;
    return {
      note: await openNote(scope, proposal),
      facts: [
        { label: label("number"), value: submission.number },
        { label: label("reason"), value: `kyc.overrideReasons.${payload.reason}`, word: true },
        ...payload.checks.map((name) => ({ label: label("check"), value: `kyc.checks.${name}`, word: true })),
        { label: label("evidence"), value: `${evidence.count} · ${evidence.digest.slice(0, 12)}` },
      ],
      basis: [
        ...findings.filter(({ outcome }) => outcome === "fail").flatMap(({ basis }) => basis),
        ...OVERRIDE_REASONS[payload.reason].map((id) => scope.rules.ref(id, on)),
      ],
      href: `/kyc/${submission.id}`,
    };
  },

  async describe(scope, proposals) {
    const found = await customersOf(
      scope,
      proposals.map(({ payload }) => payload.submissionId),
    );
    return new Map(
      proposals.flatMap(({ approvalId, payload }) => {
        const customer = found.get(payload.submissionId);
        if (!customer) return [];
        const line: ProposalLine = {
          customerNumber: customer.number,
          customerName: customer.name,
          accountId: null,
          accountNumber: null,
          scope: null,
          reasonCode: null,
        };
        return [[approvalId, line] as const];
      }),
    );
  },
});
