import { sql } from "drizzle-orm";
import { toInstant } from "@/db/schema/columns";
import { classReached, matchedTypes } from "@/domain/kyc/classes";
import type { LowerReason } from "@/domain/kyc/codes";
import type { AccountClass, ChannelOutcome, ChannelResult, ChannelType } from "@/domain/kyc/model";
import { type ClassFacts, type ClassOutcome, classOutcome } from "@/domain/kyc/outcome";
import { decided, type Result } from "@/domain/shared/result";
import type { RuleRef } from "@/domain/shared/rule-ref";
import { shanghaiDate } from "@/domain/shared/time";
import { type ClassedAccount, openAccountsOf, setAccountClass } from "@/server/accounts/public";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";
import type { StoredSubmission } from "./store";

/** What verifies a customer: the channels of a submission and of those accepted before it, and a meeting in any of them. */
export type Verification = {
  readonly channels: number;
  readonly faceToFace: boolean;
  readonly reached: AccountClass | null;
};

type ChannelRow = { type: ChannelType; provider: string; outcome: ChannelOutcome; checked_at: string };

/** Reasons for lowering a class that take away what verified the customer until then. */
const DOUBTS = ["identity-in-doubt", "channel-withdrawn"] as const satisfies readonly LowerReason[];

/**
 * The channels and the meeting that verify the customer of a submission, as if it were accepted: its own and those of the
 * submissions accepted before it. What came before a class was lowered for doubt verifies nobody any more.
 */
export async function verifyingOf(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  submission: Pick<StoredSubmission, "id" | "customerId">,
): Promise<{ readonly channels: readonly ChannelResult[]; readonly faceToFace: boolean }> {
  const since = sql`coalesce((select max(l.changed_at) from kyc_class_changes l
    where l.customer_id = ${submission.customerId}::uuid and l.programme_id = ${actor.programmeId}
      and l.reason_code in ${[...DOUBTS]}), '-infinity')`;
  const { rows } = await tx.execute<ChannelRow>(sql`select c.type, c.provider, c.outcome, c.checked_at
    from kyc_channels c join kyc_submissions s on s.id = c.submission_id
    where c.customer_id = ${submission.customerId}::uuid and c.programme_id = ${actor.programmeId}
      and (s.id = ${submission.id}::uuid or s.status = 'accepted') and c.checked_at > ${since}`);
  const met = await tx.execute(sql`select from kyc_submissions where customer_id = ${submission.customerId}::uuid
    and programme_id = ${actor.programmeId} and (id = ${submission.id}::uuid or status = 'accepted') and face_to_face
    and received_at > ${since} limit 1`);
  const channels = rows.map(({ checked_at, ...row }) => ({ ...row, at: toInstant(checked_at) }));
  return { channels, faceToFace: met.rows.length > 0 };
}

/** What verifies the customer of a submission, and the class it carries. */
export async function verificationOf(
  scope: Scope,
  submission: Pick<StoredSubmission, "id" | "customerId">,
): Promise<Verification> {
  const { channels, faceToFace } = await verifyingOf(scope, submission);
  const matched = matchedTypes(channels);
  const of = { matchedChannelTypes: matched, faceToFace };
  const found = classReached(of, scope.rules, shanghaiDate(scope.now));
  return { channels: matched.length, faceToFace, reached: found.ok ? found.value.accountClass : null };
}

/** What an acceptance does to the customer's classes. Accounts are locked when asked. */
export async function outcomeOf(
  scope: Scope,
  submission: StoredSubmission,
  options: { lock?: boolean } = {},
): Promise<Result<ClassOutcome & { verification: Verification; accounts: readonly ClassedAccount[] }>> {
  const verification = await verificationOf(scope, submission);
  const accounts = await openAccountsOf(scope, submission.customerId, options);
  const facts: ClassFacts = {
    subject: submission.subject,
    purpose: submission.purpose,
    requestedClass: submission.requestedClass,
    reached: verification.reached,
    channels: verification.channels,
    accounts,
  };
  const outcome = classOutcome(facts, scope.rules, shanghaiDate(scope.now));
  return outcome.ok ? decided({ ...outcome.value, verification, accounts }, outcome.basis) : outcome;
}

/** Why an account's class changes: what its customer is verified by, and the decision behind it. */
export type ClassGround = {
  readonly customerId: string;
  readonly submissionId: string | null;
  readonly verification: Pick<Verification, "channels" | "faceToFace">;
  readonly reason: string | null;
  readonly by: string;
  readonly basis: readonly RuleRef[];
};

/** Gives an account another class and keeps how it came to it. Gives the audit entry. */
export async function changeClass(
  scope: Scope,
  account: ClassedAccount,
  to: AccountClass,
  ground: ClassGround,
): Promise<AuditEvent> {
  const { tx, actor, now, newId } = scope;
  await tx.execute(sql`insert into kyc_class_changes (id, programme_id, legal_entity_id, customer_id, account_id, from_class,
      to_class, submission_id, channels, face_to_face, reason_code, rules, changed_by, changed_at)
    values (${newId<"class-change">()}, ${actor.programmeId}, ${actor.legalEntityId}, ${ground.customerId}::uuid,
      ${account.id}::uuid, ${account.accountClass}::int, ${to}::int, ${ground.submissionId}::uuid,
      ${ground.verification.channels}::int, ${ground.verification.faceToFace}::boolean, ${ground.reason},
      ${JSON.stringify(ground.basis)}::jsonb, ${ground.by}, ${now}::timestamptz)`);
  const why = ground.reason ?? (ground.submissionId ? "submission" : "decision");
  return setAccountClass(scope, account, to, { ground: why, basis: ground.basis });
}
