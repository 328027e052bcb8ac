import { z } from "zod";
import type { SnapshotInput } from "@/domain/approvals/model";
import { CLOSURE_REASONS, CLOSURE_REJECTIONS } from "@/domain/closures/codes";
import { clear } from "@/domain/closures/decisions";
import type { CoreLook } from "@/domain/closures/model";
import { canonicalJson } from "@/domain/shared/canonical-json";
import { formatDecimal } from "@/domain/shared/money";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { type Effect, type ProposalCase, type ProposalLine, registerApprovalKind } from "@/server/approvals/public";
import { paymentCore } from "@/server/controls/public";
import { evidenceFacts, markEvidenceUsed } from "@/server/evidence/public";
import { sha256Hex } from "@/server/kernel/crypto/sha256";
import type { Scope } from "@/server/kernel/scope";
import { returnCandidate } from "./candidates";
import { type ClosingAccount, remainingAtDesks } from "./conditions";
import { describeClosures } from "./describe";
import { closureMoved } from "./events";
import { closureFacts } from "./facts";
import { provenLook, takeLook } from "./look";
import {
  addStep,
  CANDIDATE,
  CLOSURE,
  holdClosure,
  loadAccount,
  loadClosure,
  noteOf,
  type StepKind,
  type StoredClosure,
  saveClosure,
  today,
} from "./store";

/** The command that proposes, and the kind of its proposals. */
export const CLOSURE_KIND = "closures.closure.request";

export const closurePayload = z.strictObject({ closureId: z.uuid(), accountId: z.uuid() });
type Case = ProposalCase<z.output<typeof closurePayload>>;

const asAbout = ({ accountId, customerId, kind, subjectId }: StoredClosure): ClosingAccount => ({
  accountId,
  customerId,
  kind,
  subjectId,
});

type OnChange = SnapshotInput["onChange"];
const input = (key: string, value: string, version: string, onChange: OnChange): SnapshotInput => ({
  key,
  label: `closures.labels.input.${key}`,
  value,
  version,
  onChange,
});

/** What a closing rests on in the house: where it stands, its papers, and what the desks say remains. */
async function inputsOf(scope: Scope, { payload }: Case, lock: boolean): Promise<readonly SnapshotInput[]> {
  const { closure, account } = lock
    ? await holdClosure(scope, payload.closureId)
    : await readClosure(scope, payload.closureId);
  const evidence = await evidenceFacts(scope, { type: CLOSURE, id: closure.id });
  const remaining = await remainingAtDesks(scope, asAbout(closure));
  const print = sha256Hex(canonicalJson(remaining.map(({ code, subject }) => ({ code, id: subject?.id ?? null }))));
  return [
    input("account", account.number, account.status, "void"),
    input("evidence", `${evidence.count} · ${evidence.digest.slice(0, 12)}`, evidence.digest, "void"),
    input("remaining", String(remaining.length), print.slice(0, 16), "preview-again"),
  ];
}

async function readClosure(scope: Scope, id: string) {
  const closure = await loadClosure(scope, id);
  return { closure, account: await loadAccount(scope, closure.accountId) };
}

/** What the core says, as inputs: each asks for another look when it moves. */
function coreInputs(look: CoreLook): readonly SnapshotInput[] {
  const { availableMinor, heldMinor, currency, inFlight, standing } = look;
  const shown = `${formatDecimal({ minor: availableMinor, currency })} ${currency}`;
  const again = "preview-again";
  return [
    input("balance", shown, `${availableMinor}/${heldMinor}/${currency}`, again),
    input("in-flight", String(inFlight), String(inFlight), again),
    input("standing", String(standing), String(standing), again),
  ];
}

/** Ends a closure that nobody agreed to. One that is no longer proposed stays where it is. */
async function drop(
  scope: Scope,
  { payload, approvalId }: Case,
  as: {
    readonly state: "refused" | "withdrawn";
    readonly step: StepKind;
    readonly kind: AuditKindOfEnd;
    reason?: string;
  },
): Promise<Result<Effect>> {
  const { closure } = await holdClosure(scope, payload.closureId);
  const audit = [
    {
      kind: as.kind,
      subject: { type: CLOSURE, id: closure.id },
      data: { number: closure.number, approval: approvalId, ...(as.reason ? { reason: as.reason } : {}) },
    },
  ];
  if (closure.state !== "requested") return decided({ audit, events: [] });
  const saved = await saveClosure(scope, closure, { state: as.state });
  if (!saved.ok) return saved;
  await addStep(scope, closure.id, { kind: as.step, problem: as.reason ?? null });
  if (closure.subjectType === CANDIDATE && closure.subjectId) await returnCandidate(scope, closure.subjectId);
  return decided({ audit, events: [] });
}
type AuditKindOfEnd =
  | "closures.closure.reject"
  | "closures.closure.void"
  | "closures.closure.expire"
  | "closures.closure.withdraw";

/** What the core was proven to say in a transaction, from the inputs of a decision to its carrying out. */
const proved = new WeakMap<object, CoreLook>();

const label = (key: string) => `closures.labels.brief.${key}`;

/** A second person's yes to closing an account: everything is looked at again, and the worker takes it from there. */
registerApprovalKind({
  kind: CLOSURE_KIND,
  permission: "closures.approve",
  visibleTo: "closures.read",
  rejectionReasons: Object.keys(CLOSURE_REJECTIONS),
  payload: closurePayload,

  insideInputs: (scope, proposal, { lock }) => inputsOf(scope, proposal, lock),

  async outsideInputs(scope, { payload }, token) {
    const proven = provenLook(scope, payload.accountId, token);
    if (!proven.ok) return proven;
    proved.set(scope.tx, proven.look);
    const { availableMinor, heldMinor, ...rest } = proven.look;
    const facts = { ...rest, availableMinor: availableMinor.toString(), heldMinor: heldMinor.toString() };
    return decided({ inputs: coreInputs(proven.look), facts });
  },

  async lookOutside(runtime, caller, { payload }) {
    const taken = await takeLook(runtime, paymentCore(), caller, payload.accountId);
    return taken.ok ? decided({ token: taken.value.token }) : taken;
  },

  async apply(scope, proposal) {
    const { closure, account } = await holdClosure(scope, proposal.payload.closureId);
    const look = proved.get(scope.tx);
    if (!look) return refuse("closures.look.missing");
    const facts = await closureFacts(scope, asAbout(closure), look);
    const free = clear(facts, scope.rules, today(scope));
    if (!free.ok) return free;
    const saved = await saveClosure(scope, closure, { state: "approved", agreedBy: scope.actor.id });
    if (!saved.ok) return saved;
    const { payOutMinor } = free.value;
    await addStep(scope, closure.id, { kind: "agreed", minor: payOutMinor, currency: account.currency });
    await markEvidenceUsed(scope, { type: CLOSURE, id: closure.id });
    return decided({
      audit: [
        {
          kind: "closures.closure.approve",
          subject: { type: CLOSURE, id: closure.id },
          basis: free.basis,
          data: { number: closure.number, account: account.number, kind: closure.kind, payOut: payOutMinor.toString() },
        },
      ],
      events: [closureMoved({ closureId: closure.id })],
    });
  },

  reject: (scope, proposal, reason) =>
    drop(scope, proposal, { state: "refused", step: "refused", kind: "closures.closure.reject", reason }),
  void: (scope, proposal) => drop(scope, proposal, { state: "refused", step: "void", kind: "closures.closure.void" }),
  end: (scope, proposal, as) =>
    drop(scope, proposal, {
      state: "withdrawn",
      step: as,
      kind: as === "expired" ? "closures.closure.expire" : "closures.closure.withdraw",
    }),

  async brief(scope, { payload }) {
    const { closure, account } = await readClosure(scope, payload.closureId);
    const remaining = await remainingAtDesks(scope, asAbout(closure));
    const on = today(scope);
    return {
      note: await noteOf(scope, closure.id),
      facts: [
        { label: label("number"), value: closure.number },
        { label: label("account"), value: account.number },
        { label: label("kind"), value: `closures.kinds.${closure.kind}`, word: true },
        { label: label("reason"), value: `closures.reasons.${closure.reason}`, word: true },
        ...(closure.identity
          ? [{ label: label("identity"), value: `closures.identity.${closure.identity}`, word: true }]
          : []),
        ...remaining.map(({ code }) => ({ label: label("remains"), value: `closures.conditions.${code}`, word: true })),
      ],
      basis: CLOSURE_REASONS[closure.reason].rules.map((id) => scope.rules.ref(id, on)),
      href: `/closures/${closure.id}`,
    };
  },

  describe: async (scope, proposals): Promise<ReadonlyMap<string, ProposalLine>> => describeClosures(scope, proposals),
});
