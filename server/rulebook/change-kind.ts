import { z } from "zod";
import { CHANGE_REJECTIONS } from "@/domain/rulebook/codes";
import { RULEBOOK_POLICY } from "@/domain/rulebook/policy";
import { type ChangeContent, changeContent } from "@/domain/rulebook/schema";
import type { ApprovalId } from "@/domain/shared/ids";
import type { Refusal } from "@/domain/shared/result";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { type Effect, type ProposalCase, registerApprovalKind, requestApproval } from "@/server/approvals/public";
import type { AuditData, AuditEvent } from "@/server/kernel/audit/append";
import { type Committed, committed } from "@/server/kernel/command";
import { takeNumber } from "@/server/kernel/numbers";
import type { Scope } from "@/server/kernel/scope";
import { apart, changeInputs, lawChange, type Made, make, targetOf } from "./changes";
import { lawFollowers } from "./followers";
import { addVersion, addYear, type ChangeState, endChange, findChange, insertChange } from "./store";

/** The commands that propose a change of the book; each is an approval kind. */
export const CHANGE_KINDS = ["rulebook.figure.propose", "rulebook.clash.propose", "rulebook.calendar.propose"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** A payload is flat; what was asked stands in it as JSON. */
const storedPayload = z
  .object({ kind: z.string(), target: z.string(), asked: z.string() })
  .transform(({ asked }) => changeContent.parse(JSON.parse(asked)));

type Grounds = { readonly reasonCode: string; readonly sourceReference: string; readonly note: string };

/**
 * Proposes a change: computes what it would make, keeps it, and opens the approval. Refuses what cannot be made, and
 * `rulebook.change.already-open` where another change of the same rule or year waits.
 */
export async function proposeChange(
  scope: Scope,
  kind: ChangeKind,
  content: ChangeContent,
  grounds: Grounds,
): Promise<Committed<{ changeId: string; number: string; approvalId: string }> | Refusal> {
  if (!scope.actor.personId) return refuse("approvals.approval.person-required");
  const made = await make(scope, content);
  if (!made.ok) return made;
  const id = scope.newId<"rule-change">();
  const approvalId: ApprovalId = scope.newId<"approval">();
  const number = await takeNumber(scope.tx, "rule-change");
  const noteSealed = await scope.vault.seal(
    { type: "approval", id: approvalId, retentionClass: "casework" },
    { table: "rulebook_changes", column: "note_sealed", rowId: id },
    grounds.note,
  );
  const { reasonCode, sourceReference } = grounds;
  const change = {
    id,
    number,
    target: targetOf(content),
    content,
    reasonCode,
    sourceReference,
    noteSealed,
    approvalId,
  };
  if (!(await insertChange(scope.tx, scope.actor, { ...change, proposedAt: scope.now })))
    return refuse("rulebook.change.already-open");
  const opened = await requestApproval(scope, {
    id: approvalId,
    kind,
    subject: { type: "rule-change", id },
    customerId: null,
    accountId: null,
    payload: { kind: content.kind, target: change.target, asked: JSON.stringify(content) },
    token: null,
    openForHours: RULEBOOK_POLICY.proposalHours,
  });
  if (!opened.ok) return opened;
  const entry: AuditEvent = {
    kind,
    subject: { type: "rule-change", id },
    basis: [...made.basis, ...apart(scope, made.value).basis],
    data: { number, reason: reasonCode, approval: approvalId, ...whatIs(content, made.value) },
  };
  return committed({
    result: { changeId: id as string, number, approvalId: approvalId as string },
    audit: [entry, ...opened.value.audit],
    events: opened.value.events,
  });
}

/** What is changed, in figures and dates. */
function whatIs(content: ChangeContent, made: Made): AuditData {
  if (made.kind === "calendar") return { change: content.kind, year: made.year };
  const { base, version } = made;
  const changed = version.figures.flatMap((figure) => {
    const before = base.figures.find(({ name }) => name === figure.name)?.value ?? null;
    return before === figure.value ? [] : [{ figure: figure.name, before, after: figure.value }];
  });
  return {
    change: content.kind,
    rule: version.id,
    from: version.validFrom,
    until: version.validTo,
    version: version.version,
    figures: changed,
  };
}

/** The same as lines of the checker's screen. */
function factsOf(content: ChangeContent, made: Made | null, label: (key: string) => string) {
  if (content.kind === "calendar-year") {
    const days = content.notice.holidays.map(({ first, last, work }) => [`${first} – ${last}`, ...work].join(" + "));
    return [
      { label: label("year"), value: String(content.notice.year) },
      { label: label("paper"), value: content.notice.papers.map(({ number }) => number).join(", ") },
      { label: label("holidays"), value: days.join("; ") },
    ];
  }
  const facts = [{ label: label("rule"), value: content.ruleId }];
  if (made?.kind !== "rule") return facts;
  const { base, version } = made;
  const changed = version.figures.flatMap((figure) => {
    const before = base.figures.find(({ name }) => name === figure.name)?.value ?? "–";
    return before === figure.value ? [] : [`${figure.name}: ${before} → ${figure.value}`];
  });
  return [
    ...facts,
    { label: label("figures"), value: changed.join("; ") || "–" },
    { label: label("from"), value: version.validFrom ?? "–" },
    { label: label("until"), value: version.validTo ?? "–" },
  ];
}

async function ended(
  scope: Scope,
  proposal: ProposalCase<ChangeContent>,
  state: ChangeState,
  kind: AuditEvent["kind"],
  data: AuditData = {},
): Promise<Result<Effect>> {
  const change = await findChange(scope.tx, proposal.subjectId, { lock: true });
  if (!change) return refuse("kernel.subject.not-found");
  await endChange(scope.tx, change.id, state, scope.now);
  const subject = { type: "rule-change", id: change.id };
  return decided({
    audit: [{ kind, subject, data: { number: change.number, target: change.target, ...data } }],
    events: [],
  });
}

/** A second person's yes: the version or year is written, and every field of work that goes by it is told. */
async function apply(scope: Scope, proposal: ProposalCase<ChangeContent>): Promise<Result<Effect>> {
  const change = await findChange(scope.tx, proposal.subjectId, { lock: true });
  if (!change) return refuse("kernel.subject.not-found");
  const made = await make(scope, proposal.payload);
  if (!made.ok) return made;
  if (made.value.kind === "rule") await addVersion(scope.tx, scope.actor, change.id, made.value.version);
  else if (proposal.payload.kind === "calendar-year")
    await addYear(scope.tx, scope.actor, change.id, proposal.payload.notice, scope.now);
  await endChange(scope.tx, change.id, "applied", scope.now);
  const law = lawChange(change.id, made.value);
  const audit: AuditEvent = {
    kind: "rulebook.change.apply",
    subject: { type: "rule-change", id: change.id },
    basis: [...made.basis, ...apart(scope, made.value).basis],
    data: { number: change.number, ...whatIs(proposal.payload, made.value) },
  };
  return decided({ audit: [audit], events: lawFollowers().flatMap((follower) => follower.events(law)) }, made.basis);
}

for (const kind of CHANGE_KINDS) {
  registerApprovalKind({
    kind,
    permission: "rulebook.approve",
    visibleTo: "rulebook.read",
    rejectionReasons: CHANGE_REJECTIONS,
    payload: storedPayload,
    insideInputs: (scope, { payload }) => changeInputs(scope, payload),
    apply,
    reject: (scope, proposal, decisionCode) =>
      ended(scope, proposal, "rejected", "rulebook.change.reject", { reason: decisionCode }),
    void: (scope, proposal, changes) =>
      ended(scope, proposal, "void", "rulebook.change.void", { changed: changes.map(({ key }) => key) }),
    end: (scope, proposal, as) =>
      ended(scope, proposal, as, as === "expired" ? "rulebook.change.expire" : "rulebook.change.withdraw"),
    async brief(scope, { subjectId, payload }) {
      const change = await findChange(scope.tx, subjectId, { lock: false });
      const made = await make(scope, payload);
      const label = (key: string) => `rulebook.labels.brief.${key}`;
      const place = { table: "rulebook_changes", column: "note_sealed", rowId: subjectId };
      const [note] = await scope.vault.openAll([{ place, sealed: change?.noteSealed ?? null }]);
      return {
        note: note ?? null,
        facts: [
          { label: label("change"), value: `rulebook.labels.change.${payload.kind}`, word: true },
          { label: label("reason"), value: `rulebook.labels.reason.${change?.reasonCode ?? "correction"}`, word: true },
          { label: label("source"), value: change?.sourceReference ?? "–" },
          ...factsOf(payload, made.ok ? made.value : null, label),
        ],
        basis: made.basis,
        href: payload.kind === "calendar-year" ? "/rulebook" : `/rulebook/${payload.ruleId}`,
      };
    },
    describe: async (_scope, proposals) =>
      new Map(
        proposals.map(({ approvalId }) => [
          approvalId,
          {
            customerNumber: "",
            customerName: null,
            accountId: null,
            accountNumber: null,
            scope: null,
            reasonCode: null,
          },
        ]),
      ),
  });
}
