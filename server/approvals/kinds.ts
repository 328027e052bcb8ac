import type { z } from "zod";
import type { Change, SnapshotInput } from "@/domain/approvals/model";
import type { Permission } from "@/domain/permissions";
import type { Refusal, Result } from "@/domain/shared/result";
import type { RuleRef } from "@/domain/shared/rule-ref";
import type { Principal } from "@/server/kernel/actor";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Runtime } from "@/server/kernel/runtime";
import type { Scope } from "@/server/kernel/scope";

/** What a proposal is about, as a kind sees it. */
export type ProposalCase<P> = {
  readonly approvalId: string;
  readonly subjectId: string;
  /** Null where no customer is concerned: people and roles, the house's own rules. */
  readonly customerId: string | null;
  readonly payload: P;
};

/** What a kind did in the transaction of the decision: entries for the audit log and news to tell. */
export type Effect = { readonly audit: readonly AuditEvent[]; readonly events: readonly OutboxEvent[] };

/** Facts from outside the database, as proven by a token: inputs of the snapshot, and the facts for the screen. */
export type OutsideFacts = { readonly inputs: readonly SnapshotInput[]; readonly facts: unknown };

/** How a proposal ended without being carried out and without anybody's no. */
export type Ending = "withdrawn" | "expired";

/** A value as it may leave the server: its visible ends and how many characters are hidden between. */
export type MaskedText = {
  readonly start: string;
  readonly hidden: number;
  readonly end: string;
  readonly text: string;
};

/**
 * What a checker reads of a proposal whose capability draws no page of its own. `label`, and `value` where `word` says
 * so, are paths of messages; other values are shown as they are. `href` is the page of what it is about.
 */
export type ProposalBrief = {
  readonly note: string | null;
  readonly facts: readonly { readonly label: string; readonly value: string; readonly word?: boolean }[];
  readonly basis: readonly RuleRef[];
  readonly href: string | null;
};

/** One line of the list: whom and what it concerns. Masked. */
export type ProposalLine = {
  readonly customerNumber: string;
  readonly customerName: MaskedText | null;
  readonly accountId: string | null;
  readonly accountNumber: string | null;
  readonly scope: string | null;
  readonly reasonCode: string | null;
};

/**
 * What a capability says about one kind of proposal. All functions run in the transaction of the calling command or
 * query; only `lookOutside` runs before it, without one.
 */
export type ApprovalKindDefinition<S extends z.ZodType> = {
  /** The name of the command that proposes. */
  readonly kind: string;
  /** What the checker needs besides `approvals.decide`. */
  readonly permission: Permission;
  /** Who sees proposals of this kind, besides `approvals.read`. `customers.read` unless said: the desks, no administrator. */
  readonly visibleTo?: Permission;
  /** False where the proposal stands on its own desk and on nobody's worklist. */
  readonly onWorklist?: boolean;
  /** Codes a checker chooses from when saying no. */
  readonly rejectionReasons: readonly string[];
  readonly payload: S;
  /** The facts in the database that the consequence rests on; under lock when a decision follows. */
  insideInputs(
    scope: Scope,
    proposal: ProposalCase<z.output<S>>,
    options: { lock: boolean },
  ): Promise<readonly SnapshotInput[]>;
  /** Proves a token of `lookOutside` and reads it. Refuses one that is missing, stale or about something else. */
  outsideInputs?(
    scope: Scope,
    proposal: ProposalCase<z.output<S>>,
    token: string | null,
  ): Promise<Result<OutsideFacts>>;
  /** Asks outside what the consequence would be now; gives a token that proves the answer. */
  lookOutside?(
    runtime: Runtime,
    caller: Principal,
    proposal: ProposalCase<z.output<S>>,
  ): Promise<Result<{ token: string }>>;
  /** Carries the change out. A refusal leaves the proposal pending. */
  apply(scope: Scope, proposal: ProposalCase<z.output<S>>): Promise<Result<Effect>>;
  reject(scope: Scope, proposal: ProposalCase<z.output<S>>, decisionCode: string): Promise<Result<Effect>>;
  void(scope: Scope, proposal: ProposalCase<z.output<S>>, changes: readonly Change[]): Promise<Result<Effect>>;
  end(scope: Scope, proposal: ProposalCase<z.output<S>>, as: Ending): Promise<Result<Effect>>;
  /** Left out by kinds that have a page of their own. */
  brief?(scope: Scope, proposal: ProposalCase<z.output<S>>): Promise<ProposalBrief>;
  describe(scope: Scope, proposals: readonly ProposalCase<z.output<S>>[]): Promise<ReadonlyMap<string, ProposalLine>>;
};

/** A kind whose payload has not been read yet: what the approvals capability works with. */
export type ApprovalKind = Omit<ApprovalKindDefinition<z.ZodType<unknown>>, "payload" | "visibleTo" | "onWorklist"> & {
  readonly visibleTo: Permission;
  readonly onWorklist: boolean;
};

const kinds = new Map<string, ApprovalKind>();

/** Enters a kind in the registry. Payloads are parsed before the kind sees them; a broken one throws. */
export function registerApprovalKind<S extends z.ZodType>(definition: ApprovalKindDefinition<S>): void {
  const read = (proposal: ProposalCase<unknown>): ProposalCase<z.output<S>> => ({
    ...proposal,
    payload: definition.payload.parse(proposal.payload),
  });
  const { outsideInputs, lookOutside, brief } = definition;
  kinds.set(definition.kind, {
    kind: definition.kind,
    permission: definition.permission,
    visibleTo: definition.visibleTo ?? "customers.read",
    onWorklist: definition.onWorklist ?? true,
    rejectionReasons: definition.rejectionReasons,
    insideInputs: (scope, proposal, options) => definition.insideInputs(scope, read(proposal), options),
    ...(outsideInputs && { outsideInputs: (scope, proposal, token) => outsideInputs(scope, read(proposal), token) }),
    ...(lookOutside && { lookOutside: (runtime, caller, proposal) => lookOutside(runtime, caller, read(proposal)) }),
    apply: (scope, proposal) => definition.apply(scope, read(proposal)),
    reject: (scope, proposal, code) => definition.reject(scope, read(proposal), code),
    void: (scope, proposal, changes) => definition.void(scope, read(proposal), changes),
    end: (scope, proposal, as) => definition.end(scope, read(proposal), as),
    ...(brief && { brief: (scope, proposal) => brief(scope, read(proposal)) }),
    describe: (scope, proposals) => definition.describe(scope, proposals.map(read)),
  });
}

/** The kind of a stored proposal. Throws for one nobody registered: the capability was not loaded. */
export function kindOf(name: string): ApprovalKind {
  const kind = kinds.get(name);
  if (!kind) throw new Error(`approval kind is not registered: ${name}`);
  return kind;
}

/** All kinds, for lists and fitness tests. */
export function approvalKinds(): readonly ApprovalKind[] {
  return [...kinds.values()];
}

/** The kinds an actor may see. */
export function visibleKinds({ permissions }: { readonly permissions: ReadonlySet<Permission> }): readonly string[] {
  return approvalKinds()
    .filter(({ visibleTo }) => permissions.has(visibleTo))
    .map(({ kind }) => kind);
}

/** The kinds an actor may decide on the desk of approvals; those with a desk of their own are left out. */
export function kindsToCheck({ permissions }: { readonly permissions: ReadonlySet<Permission> }): readonly string[] {
  if (!permissions.has("approvals.decide")) return [];
  return approvalKinds()
    .filter(
      ({ visibleTo, onWorklist, permission }) =>
        onWorklist && permissions.has(visibleTo) && permissions.has(permission),
    )
    .map(({ kind }) => kind);
}

/** All facts of a proposal now, inside and outside. Refuses what the kind refuses of the token. */
export async function collectInputs(
  scope: Scope,
  kind: ApprovalKind,
  proposal: ProposalCase<unknown>,
  token: string | null,
): Promise<{ ok: true; inputs: readonly SnapshotInput[]; facts: unknown } | Refusal> {
  const inside = await kind.insideInputs(scope, proposal, { lock: true });
  if (!kind.outsideInputs) return { ok: true, inputs: inside, facts: null };
  const outside = await kind.outsideInputs(scope, proposal, token);
  if (!outside.ok) return outside;
  return { ok: true, inputs: [...inside, ...outside.value.inputs], facts: outside.value.facts };
}

/**
 * The facts for the screen, without locks. Where the token proves nothing, outside facts stay as `proposed` had them
 * and `fresh` is false.
 */
export async function collectInputsToShow(
  scope: Scope,
  kind: ApprovalKind,
  proposal: ProposalCase<unknown>,
  token: string | null,
  proposed: readonly SnapshotInput[],
): Promise<{ inputs: readonly SnapshotInput[]; fresh: boolean }> {
  const inside = await kind.insideInputs(scope, proposal, { lock: false });
  if (!kind.outsideInputs) return { inputs: inside, fresh: true };
  const outside = await kind.outsideInputs(scope, proposal, token);
  if (outside.ok) return { inputs: [...inside, ...outside.value.inputs], fresh: true };
  const known = new Set(inside.map(({ key }) => key));
  return { inputs: [...inside, ...proposed.filter(({ key }) => !known.has(key))], fresh: false };
}
