import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { decideApproval } from "@/domain/approvals/decisions";
import { compareSnapshot, takeSnapshot } from "@/domain/approvals/snapshot";
import { defineList, listInput, listOutput } from "@/domain/shared/list";
import { shanghaiDate, startOfDay } from "@/domain/shared/time";
import { sha256Hex } from "@/server/kernel/crypto/sha256";
import { notFound } from "@/server/kernel/errors";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import {
  type ApprovalKind,
  approvalKinds,
  collectInputsToShow,
  kindOf,
  type ProposalLine,
  visibleKinds,
} from "./kinds";
import { decider, payloadHash } from "./proposals";
import { APPROVAL_COLUMNS, type ApprovalRow, caseOf, fromRow, type StoredApproval } from "./store";

const STATUSES = ["pending", "approved", "rejected", "withdrawn", "void", "expired"] as const;

/**
 * Proposals. `view` groups them for the person who looks: waiting for me, mine and waiting for others, waiting for
 * others to check others', ended today.
 */
export const approvalsList = defineList({
  name: "approvals",
  filters: {
    view: { type: "enum", values: ["for-me", "mine", "others", "ended-today"] },
    status: { type: "enum", values: STATUSES },
    kind: { type: "text", maxLength: 80 },
    makerId: { type: "id" },
    requestedOn: { type: "date-range" },
  },
  sorts: ["requestedAt", "expiresAt"],
  defaultSort: "requestedAt",
  defaultOrder: "desc",
});

const person = z.object({ id: z.string(), nameZh: z.string(), nameEn: z.string() });
const masked = z.object({ start: z.string(), hidden: z.number(), end: z.string(), text: z.string() });
const line = z.object({
  customerNumber: z.string(),
  customerName: masked.nullable(),
  accountId: z.string().nullable(),
  accountNumber: z.string().nullable(),
  scope: z.string().nullable(),
  reasonCode: z.string().nullable(),
});
const row = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.string(),
  status: z.enum(STATUSES),
  subjectType: z.string(),
  subjectId: z.string(),
  customerId: z.string().nullable(),
  about: line.nullable(),
  maker: person,
  checker: person.nullable(),
  requestedAt: z.string(),
  expiresAt: z.string(),
  endedAt: z.string().nullable(),
  decisionCode: z.string().nullable(),
});

type PersonColumns = { maker_zh: string; maker_en: string; checker_zh: string | null; checker_en: string | null };
const PEOPLE = sql`m.name_zh as maker_zh, m.name_en as maker_en, c.name_zh as checker_zh, c.name_en as checker_en`;
const FROM = sql`approvals a join people m on m.id = a.maker_id left join people c on c.id = a.checker_id`;

/** The kinds this actor may decide. */
function decidableKinds({ actor }: Scope): string[] {
  if (!actor.permissions.has("approvals.decide")) return [];
  return approvalKinds()
    .filter(({ permission }) => actor.permissions.has(permission))
    .map(({ kind }) => kind);
}

/** What this actor may see: proposals of kinds that are none of his business do not exist for him. */
function seen({ actor }: Scope) {
  const kinds = visibleKinds(actor);
  return kinds.length > 0 ? sql`a.kind in ${kinds}` : sql`false`;
}

/** The same for lists: what stands on a desk of its own is listed there. */
function listed({ actor }: Scope) {
  const kinds = visibleKinds(actor).filter((kind) => kindOf(kind).onWorklist);
  return kinds.length > 0 ? sql`a.kind in ${kinds}` : sql`false`;
}

/** For each proposal its group, as SQL; null for what ended before today. */
function viewSql(scope: Scope) {
  const kinds = decidableKinds(scope);
  const mayDecide = kinds.length > 0 ? sql`a.kind in ${kinds}` : sql`false`;
  const today = startOfDay(shanghaiDate(scope.now));
  return sql`case when a.status <> 'pending' then case when a.decided_at >= ${today}::timestamptz then 'ended-today' end
    when a.maker_id = ${scope.actor.personId}::uuid then 'mine'
    when ${mayDecide} and a.expires_at > ${scope.now}::timestamptz then 'for-me' else 'others' end`;
}

export const listApprovals = query({
  name: "approvals.list",
  permission: "approvals.read",
  clearance: "general",
  input: listInput(approvalsList),
  output: listOutput(row),
  async resolve(scope, input) {
    const page = await runList<typeof approvalsList, ApprovalRow & PersonColumns>(scope.tx, approvalsList, input, {
      select: sql`${APPROVAL_COLUMNS}, ${PEOPLE}`,
      from: FROM,
      where: [sql`a.programme_id = ${scope.actor.programmeId}`, listed(scope)],
      map: {
        filters: {
          view: viewSql(scope),
          status: sql`a.status`,
          kind: sql`a.kind`,
          makerId: sql`a.maker_id`,
          requestedOn: sql`(a.requested_at at time zone 'Asia/Shanghai')::date`,
        },
        sorts: {
          requestedAt: { by: sql`a.requested_at`, type: "timestamptz" },
          expiresAt: { by: sql`a.expires_at`, type: "timestamptz" },
        },
        id: sql`a.id`,
      },
    });
    const about = await describe(scope, page.rows.map(fromRow));
    return { ...page, rows: page.rows.map((found) => toRow(found, about.get(found.id) ?? null)) };
  },
});

async function describe(scope: Scope, stored: readonly StoredApproval[]): Promise<ReadonlyMap<string, ProposalLine>> {
  const byKind = new Map<ApprovalKind, StoredApproval[]>();
  for (const one of stored) {
    const kind = kindOf(one.approval.kind);
    byKind.set(kind, [...(byKind.get(kind) ?? []), one]);
  }
  const lines = new Map<string, ProposalLine>();
  for (const [kind, members] of byKind) {
    for (const [id, said] of await kind.describe(scope, members.map(caseOf))) lines.set(id, said);
  }
  return lines;
}

function toRow(found: ApprovalRow & PersonColumns, about: ProposalLine | null): z.output<typeof row> {
  return {
    id: found.id,
    number: found.number,
    kind: found.kind,
    status: found.status,
    subjectType: found.subject_type,
    subjectId: found.subject_id,
    customerId: found.customer_id,
    about,
    maker: { id: found.maker_id, nameZh: found.maker_zh, nameEn: found.maker_en },
    checker: found.checker_id
      ? { id: found.checker_id, nameZh: found.checker_zh ?? "", nameEn: found.checker_en ?? "" }
      : null,
    requestedAt: toInstant(found.requested_at),
    expiresAt: toInstant(found.expires_at),
    endedAt: toInstantOrNull(found.decided_at),
    decisionCode: found.decision_code,
  };
}

export const countApprovals = query({
  name: "approvals.counts",
  permission: "approvals.read",
  clearance: "general",
  input: z.object({}),
  output: z.object({ forMe: z.number(), mine: z.number(), others: z.number(), endedToday: z.number() }),
  async resolve(scope) {
    const { rows } = await scope.tx.execute<{ view: string | null; n: number }>(sql`select view, count(*)::int as n from
      (select ${viewSql(scope)} as view from approvals a where a.programme_id = ${scope.actor.programmeId}
        and ${listed(scope)} and (a.status = 'pending' or a.decided_at >= ${startOfDay(shanghaiDate(scope.now))}::timestamptz)) as grouped
      group by view`);
    const count = (view: string) => rows.find((found) => found.view === view)?.n ?? 0;
    return { forMe: count("for-me"), mine: count("mine"), others: count("others"), endedToday: count("ended-today") };
  },
});

const input = z.object({
  key: z.string(),
  label: z.string(),
  value: z.string(),
  version: z.string(),
  onChange: z.enum(["void", "preview-again"]),
});
const side = z.object({ value: z.string(), version: z.string() }).nullable();
const change = z.object({ key: z.string(), label: z.string(), before: side, after: side });
const snapshot = z.object({ inputs: z.array(input), digest: z.string() });

/**
 * One proposal with the facts when proposed and now. `token` comes from `approvals.preview`; without a good one the
 * outside facts shown are those of the proposal and `fresh` is false: it cannot be approved on them.
 */
export const approvalDetail = query({
  name: "approvals.detail",
  permission: "approvals.read",
  clearance: "general",
  input: z.object({ approvalId: z.uuid(), token: z.string().max(20_000).nullable().default(null) }),
  output: row.extend({
    payload: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
    payloadHash: z.string(),
    payloadIntact: z.boolean(),
    proposed: snapshot,
    /** What the checker decides on: its digest goes back as `seenDigest`. Null once the proposal has ended. */
    current: snapshot.extend({ fresh: z.boolean() }).nullable(),
    voided: z.array(change),
    moved: z.array(change),
    /** The digest the checker had seen, once approved. */
    seenDigest: z.string().nullable(),
    checkerNote: z.string().nullable(),
    /** The code of the "no" this actor would get, null when the decision is open to him. */
    decideRefusal: z.string().nullable(),
    mayWithdraw: z.boolean(),
    /** What there is to read where the kind has no page of its own. */
    brief: z
      .object({
        note: z.string().nullable(),
        facts: z.array(z.object({ label: z.string(), value: z.string(), word: z.boolean() })),
        basis: z.array(z.object({ ruleId: z.string(), version: z.number() })),
        href: z.string().nullable(),
      })
      .nullable(),
    rejectionReasons: z.array(z.string()),
  }),
  async resolve(scope, { approvalId, token }) {
    const { rows } = await scope.tx.execute<ApprovalRow & PersonColumns & { note_sealed: Buffer | null }>(
      sql`select ${APPROVAL_COLUMNS}, ${PEOPLE}, a.note_sealed from ${FROM} where a.id = ${approvalId}::uuid and ${seen(scope)}`,
    );
    const found = rows[0] ?? notFound();
    const stored = fromRow(found);
    const { approval } = stored;
    const kind = kindOf(approval.kind);
    const about = await describe(scope, [stored]);
    const shown = await differences(scope, kind, stored, token);
    return {
      ...toRow(found, about.get(found.id) ?? null),
      payload: z
        .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]))
        .parse(stored.payload),
      payloadHash: approval.payloadHash,
      payloadIntact: payloadHash(stored.payload) === approval.payloadHash,
      proposed: { inputs: [...approval.snapshot.inputs], digest: approval.snapshot.digest },
      ...shown,
      seenDigest: approval.status === "approved" ? approval.seen.digest : null,
      checkerNote: await scope.vault.open(
        { table: "approvals", column: "note_sealed", rowId: found.id },
        found.note_sealed,
      ),
      decideRefusal: decideRefusal(scope, kind, stored),
      mayWithdraw:
        approval.status === "pending" && approval.makerId === scope.actor.personId && scope.now < approval.expiresAt,
      rejectionReasons: [...kind.rejectionReasons],
      brief: await briefOf(scope, kind, stored),
    };
  },
});

async function briefOf(scope: Scope, kind: ApprovalKind, stored: StoredApproval) {
  const brief = await kind.brief?.(scope, caseOf(stored));
  if (!brief) return null;
  const facts = brief.facts.map(({ label, value, word }) => ({ label, value, word: word === true }));
  return { ...brief, facts, basis: brief.basis.map(({ ruleId, version }) => ({ ruleId, version })) };
}

async function differences(scope: Scope, kind: ApprovalKind, stored: StoredApproval, token: string | null) {
  const { approval } = stored;
  if (approval.status !== "pending") {
    const changes = approval.status === "void" ? approval.changes : [];
    return { current: null, voided: [...changes], moved: [] };
  }
  const { inputs, fresh } = await collectInputsToShow(scope, kind, caseOf(stored), token, approval.snapshot.inputs);
  const now = takeSnapshot(inputs, sha256Hex);
  const { voided, moved } = compareSnapshot(approval.snapshot.inputs, now.inputs);
  return { current: { inputs: [...now.inputs], digest: now.digest, fresh }, voided: [...voided], moved: [...moved] };
}

function decideRefusal(scope: Scope, kind: ApprovalKind, { approval }: StoredApproval): string | null {
  if (!scope.actor.permissions.has("approvals.decide") || !scope.actor.permissions.has(kind.permission)) {
    return "kernel.permission.denied";
  }
  const trial = decideApproval({
    approval,
    decision: "reject",
    actor: decider(scope.actor),
    now: scope.now,
    currentInputs: [],
    seenDigest: "",
    payloadHash: "",
    sha256: sha256Hex,
  });
  return trial.ok ? null : trial.code;
}
