import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { IdentityWay } from "@/domain/closures/model";
import { mask } from "@/domain/customers/masking";
import { COMPLAINT_WAYS, type LapseReason, type Paper, type RefusalGround } from "@/domain/privacy/codes";
import { contactOf } from "@/domain/privacy/contacts";
import { daysLost, feeMoves, freeCopies, groundsFor } from "@/domain/privacy/decisions";
import type { RequestStep } from "@/domain/privacy/model";
import { PRIVACY_POLICY } from "@/domain/privacy/policy";
import { requestClock } from "@/domain/privacy/request-clock";
import { neededPapers } from "@/domain/privacy/requester";
import { requestDetail } from "@/domain/privacy/schema";
import { isOpen } from "@/domain/privacy/states";
import type { ClassPlan } from "@/domain/retention/model";
import { type LocalDate, shanghaiDate } from "@/domain/shared/time";
import { pendingApproval } from "@/server/approvals/public";
import { evidenceFacts } from "@/server/evidence/public";
import { notFound } from "@/server/kernel/errors";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { closingsOf, isUnderWay } from "./closing";
import { copiesBefore } from "./copies";
import { FEE_KIND } from "./fee-approval";
import { codesOf } from "./phone-code";
import { planRows } from "./plan-lines";
import { restrictedBy, rightsOf } from "./rights";
import { LIST_COLUMNS, type ListColumns, presentRows } from "./rows";
import { type AskingPerson, loadRequest, REQUEST, type StoredRequest, textsOf } from "./store";

const NAME = (column: string) =>
  sql.raw(`coalesce((select p.name_zh from people p where 'person:' || p.id::text = ${column}), ${column})`);

type Columns = ListColumns & {
  rule_id: string;
  rule_version: number;
  registered_name: string;
  verified_name: string | null;
  answered_name: string | null;
  identity_way: IdentityWay | null;
  papers_asked: Paper[];
  papers_asked_at: string | null;
  papers_seen: Paper[];
  ground: RefusalGround | null;
  lapse_reason: LapseReason | null;
  plan: ClassPlan[] | null;
  package_number: string | null;
  correction_id: string | null;
  correction_number: string | null;
  correction_outcome: string | null;
  proposed: "refusal" | "erasure" | null;
  approval_number: string | null;
  joined_to: string | null;
  joined_number: string | null;
  fee_currency: string | null;
};

async function columnsOf({ tx, actor }: Pick<Scope, "tx" | "actor">, id: string): Promise<Columns> {
  const { rows } = await tx.execute<Columns>(sql`select ${LIST_COLUMNS}, r.rule_id, r.rule_version,
      ${NAME("r.registered_by")} as registered_name, ${NAME("r.verified_by")} as verified_name,
      ${NAME("r.answered_by")} as answered_name, r.identity_way, r.papers_asked, r.papers_asked_at, r.papers_seen, r.ground,
      r.lapse_reason, r.plan, (select p.number from subject_packages p where p.id = r.package_id) as package_number,
      r.correction_id, r.correction_number, r.correction_outcome, r.proposed,
      (select a.number from approvals a where a.id = r.approval_id) as approval_number, r.joined_to,
      (select j.number from privacy_requests j where j.id = r.joined_to) as joined_number, r.fee_currency
    from privacy_requests r where r.id = ${id}::uuid and r.programme_id = ${actor.programmeId}`);
  return rows[0] ?? notFound();
}

async function timelineOf({ tx }: Pick<Scope, "tx">, id: string) {
  type Row = { step: RequestStep; detail: string | null; at: string; by: string };
  const { rows } = await tx.execute<Row>(sql`select s.step, s.detail, s.at, ${NAME("s.actor_id")} as by
    from privacy_request_steps s where s.request_id = ${id}::uuid order by s.at, s.id limit 300`);
  return rows.map(({ step, detail, at, by }) => ({ step, detail, at: toInstant(at), by }));
}

/** A value that cannot be masked is covered whole. */
const covered = (of: "name" | "phone", value: string) =>
  mask(of, value) ?? { start: "", hidden: value.length, end: "", text: "•".repeat(Math.min(8, value.length)) };

const masks = ({ person, claim }: AskingPerson) => ({
  person: person && { name: covered("name", person.name), contact: covered("phone", person.contact) },
  claim: claim && { name: covered("name", claim.name), phone: covered("phone", claim.phone) },
});

async function codeOf(scope: Scope, { id, wrongCodes }: StoredRequest) {
  const [latest] = await codesOf(scope, id);
  if (!latest) return null;
  const left = Math.max(0, PRIVACY_POLICY.codeWrongMost - wrongCodes);
  return { sentAt: latest.sentAt, expiresAt: latest.expiresAt, wrong: wrongCodes, left, stopped: left === 0 };
}

const linksOf = (row: Columns, request: StoredRequest) => ({
  package:
    request.packageId && row.package_number && request.packageState
      ? { id: request.packageId, number: row.package_number, state: request.packageState }
      : null,
  correction:
    row.correction_id && row.correction_number
      ? { id: row.correction_id, number: row.correction_number, outcome: row.correction_outcome }
      : null,
  proposal:
    request.approvalId && row.approval_number && row.proposed
      ? { approvalId: request.approvalId, number: row.approval_number, of: row.proposed, ground: row.ground }
      : null,
  joinedTo: row.joined_to && row.joined_number ? { id: row.joined_to, number: row.joined_number } : null,
});

async function feeOf({ tx }: Pick<Scope, "tx">, row: Columns, { id, fee }: StoredRequest) {
  if (fee === null) return null;
  const pending = fee.state === "quoted" ? await pendingApproval(tx, FEE_KIND, id) : null;
  return {
    state: fee.state,
    amountMinor: fee.minor,
    currency: row.fee_currency ?? PRIVACY_POLICY.feeCurrency,
    approval: pending ? { id: pending.approvalId, number: pending.number } : null,
  };
}

function contactShown({ document, type }: StoredRequest, rules: Scope["rules"], on: LocalDate) {
  const { ways, ...lines } = contactOf(document, type, rules, on).value;
  return { ...lines, ways: [...ways] };
}

/** One request with everything its page shows. */
export const requestDetailQuery = query({
  name: "privacy.requests.detail",
  permission: "privacy.read",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: requestDetail,
  async resolve(scope, { id }) {
    const { now, rules } = scope;
    const [row, request] = [await columnsOf(scope, id), await loadRequest(scope, id)];
    const [shown] = await presentRows(scope, [row]);
    const texts = await textsOf(scope, id);
    const on = shanghaiDate(request.receivedAt);
    const needed = neededPapers(request, rules, on);
    const proven = request.verifiedAt !== null;
    const copies = request.customerId ? await copiesBefore(scope, request.customerId) : 0;
    const closures = await closingsOf(scope, id);
    const standing = { restricted: await restrictedBy(scope, id), closing: closures.some(isUnderWay) };
    const files = (await evidenceFacts(scope, { type: REQUEST, id })).count;
    const basis = [...requestClock(request.document, request.type, rules, on).basis, ...needed.basis];
    return {
      ...(shown ?? notFound()),
      ...masks(texts.who),
      ...linksOf(row, request),
      fee: await feeOf(scope, row, request),
      words: texts.words,
      asked: texts.asked,
      answer: texts.answer,
      registeredBy: row.registered_name,
      verifiedBy: row.verified_name,
      answeredBy: row.answered_name,
      identityWay: row.identity_way,
      daysLost: daysLost(request.receivedAt, toInstant(row.registered_at)),
      rule: { ruleId: row.rule_id, version: row.rule_version },
      basis: basis.map(({ ruleId, version }) => ({ ruleId, version })),
      papers: {
        needed: [...needed.value],
        asked: row.papers_asked,
        askedAt: toInstantOrNull(row.papers_asked_at),
        seen: row.papers_seen,
        files,
      },
      code: await codeOf(scope, request),
      copies: { given: copies, free: freeCopies(rules, on).value },
      ground: row.ground,
      lapseReason: row.lapse_reason,
      plan: row.plan && planRows(row.plan),
      closures,
      contact: contactShown(request, rules, on),
      complaint: [...COMPLAINT_WAYS[request.document]],
      timeline: await timelineOf(scope, id),
      grounds: isOpen(request.state) ? [...groundsFor(request.document, request.type, proven)] : [],
      today: shanghaiDate(now),
      may: rightsOf(scope.actor, request, feeMoves(request.fee?.state ?? null), standing),
    };
  },
});
