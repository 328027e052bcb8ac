import { sql } from "drizzle-orm";
import { countryCode } from "@/domain/customers/country-codes";
import { normaliseIdNumber } from "@/domain/customers/normalise";
import { CHECKS, type CheckName } from "@/domain/kyc/checks/names";
import { hasRunOut } from "@/domain/kyc/checks/validity";
import { isDrawn, lotOf } from "@/domain/kyc/decisions";
import type { Declared, DocumentKind } from "@/domain/kyc/model";
import { hasCopy } from "@/domain/kyc/nine";
import { otherPerson } from "@/domain/kyc/outcome";
import { KYC_POLICY } from "@/domain/kyc/policy";
import { decided, type Result, refuse } from "@/domain/shared/result";
import type { RuleRef } from "@/domain/shared/rule-ref";
import { localDate, shanghaiDate } from "@/domain/shared/time";
import { type CheckedIdentity, recordCheckedEnterprise, recordCheckedIdentity } from "@/server/customers/public";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { sha256Hex } from "@/server/kernel/crypto/sha256";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { openItems, personOf } from "@/server/worklist/public";
import { type LoadedCase, SECOND_LOOK_ITEM } from "./case";
import { conclude, decisionData } from "./conclude";
import { changeClass, outcomeOf } from "./outcome";
import { recordedNumbers } from "./recorded";
import { openDeclared, openOwners } from "./sealed";
import type { StoredSubmission } from "./store";

/** Whose acceptance it is, and against what. */
export type Acceptance = {
  readonly overridden: readonly CheckName[];
  readonly approvalId: string | null;
  readonly note: string | undefined;
  readonly by: string;
  readonly seconds: number | null;
  readonly basis: readonly RuleRef[];
};

/**
 * What an acceptance against these checks comes to; refused where the paper ran out since it was checked, the number is
 * another person's, or the class asked for is not reached.
 */
export async function acceptable(
  scope: Scope,
  submission: StoredSubmission,
  against: readonly CheckName[],
  options: { lock?: boolean } = {},
) {
  const declared = await openDeclared(scope, submission);
  const today = shanghaiDate(scope.now);
  if (!against.includes("validity") && hasRunOut(declared.idValidTo, today)) {
    const basis = CHECKS.validity.rules.slice(0, 1).map((rule) => scope.rules.ref(rule, today));
    return refuse("kyc.submission.check-failed", { params: { count: 1, check: "validity" }, basis });
  }
  if (submission.subject === "person" && declared.idType === "resident-id" && declared.idNumber !== undefined) {
    const recorded = await recordedNumbers(scope, submission.customerId, "resident-id");
    const plain = (number: string) => normaliseIdNumber(number) ?? number;
    if (otherPerson(recorded.map(plain), plain(declared.idNumber))) return refuse("kyc.submission.other-person");
  }
  const outcome = await outcomeOf(scope, submission, options);
  return outcome.ok ? decided({ ...outcome.value, declared }, outcome.basis) : outcome;
}

/**
 * Carries an acceptance out, in the transaction of the decision: the decision is kept, the class follows, what was
 * declared and checked goes into the customer's record, and a second look is drawn by lot.
 */
export async function carryOut(
  scope: Scope,
  { submission, documents }: LoadedCase,
  of: Acceptance,
): Promise<Result<{ version: number; audit: readonly [AuditEvent, ...AuditEvent[]]; events: readonly OutboxEvent[] }>> {
  const found = await acceptable(scope, submission, of.overridden, { lock: true });
  if (!found.ok) return found;
  const { target, change, verification, accounts, declared } = found.value;
  const concluded = await conclude(scope, submission, {
    decision: "accept",
    state: "accepted",
    reasons: [],
    overridden: of.overridden,
    approvalId: of.approvalId,
    note: of.note,
    by: of.by,
    seconds: of.seconds,
    outcomeClass: target,
  });
  if (!concluded.ok) return concluded;
  const account = change ? accounts.find(({ id }) => id === change.accountId) : undefined;
  const ground = {
    customerId: submission.customerId,
    submissionId: submission.id,
    verification,
    reason: null,
    by: of.by,
    basis: found.basis,
  };
  const changed = account && change ? [await changeClass(scope, account, change.to, ground)] : [];
  const copied = documents.filter(({ state }) => state === "accepted").map(({ kind }) => kind);
  const recorded = await recordCheckedIdentity(scope, checkedIdentity(submission, declared, copied));
  const enterprise = await recordEnterprise(scope, submission, declared);
  const drawn = await drawSecondLook(scope, submission, of.by);
  const entry: AuditEvent = {
    kind: "kyc.submission.accept",
    subject: { type: "submission", id: submission.id },
    basis: [...of.basis, ...found.basis],
    data: {
      ...decisionData(submission, { reasons: [], overridden: of.overridden, seconds: of.seconds }),
      class: target,
      channels: verification.channels,
      faceToFace: verification.faceToFace,
      approval: of.approvalId,
      by: of.by,
      secondLook: drawn,
    },
  };
  return decided({
    version: concluded.value.version,
    audit: [entry, ...changed, recorded, ...enterprise],
    events: concluded.value.events,
  });
}

const day = (text: string | undefined) => (text === undefined || text === "long-term" ? null : localDate(text));

/**
 * What was checked. A number without an accepted copy of its paper, or a person's paper of which nobody knows how long it
 * holds, is a declaration and no paper of record.
 */
function checkedIdentity(
  submission: StoredSubmission,
  declared: Declared,
  copied: readonly DocumentKind[],
): CheckedIdentity {
  const { idType, idNumber, name, phone, address, occupation } = declared;
  const nationality = declared.nationality === undefined ? undefined : countryCode(declared.nationality);
  const dated = submission.subject === "enterprise" || declared.idValidTo !== undefined;
  const document =
    idType === undefined || idNumber === undefined || !dated || !hasCopy(declared, copied)
      ? null
      : { type: idType, number: idNumber, validFrom: day(declared.idValidFrom), validTo: day(declared.idValidTo) };
  const { customerId, id: submissionId } = submission;
  return { customerId, submissionId, document, name, phone, address, occupation, nationality };
}

/** Writes an enterprise's representative and owners, as far as they were declared, into its record. */
async function recordEnterprise(
  scope: Scope,
  submission: StoredSubmission,
  { representativeName: name, representativeIdType: documentType, representativeIdNumber: number }: Declared,
): Promise<AuditEvent[]> {
  if (submission.subject !== "enterprise") return [];
  const whole = name !== undefined && documentType !== undefined && number !== undefined;
  const owners = await openOwners(scope, submission);
  return recordCheckedEnterprise(scope, {
    customerId: submission.customerId,
    submissionId: submission.id,
    representative: whole ? { name, documentType, number } : null,
    owners:
      owners?.map(({ name, idType, idNumber, kind, shareBp, above = null }) => ({
        name,
        documentType: idType,
        number: idNumber,
        kind,
        shareBp,
        above,
      })) ?? null,
  });
}

/** Draws the lot of a person's acceptance; where it falls, somebody else looks again. */
async function drawSecondLook(scope: Scope, submission: StoredSubmission, by: string): Promise<boolean> {
  const { tx, actor, now, newId } = scope;
  const lot = lotOf(submission.id, sha256Hex);
  const person = personOf(by);
  if (person === null || !isDrawn(lot, KYC_POLICY.secondLookBp)) return false;
  await tx.execute(sql`insert into kyc_second_looks (id, programme_id, legal_entity_id, submission_id, first_by, drawn_at, lot)
    values (${newId<"second-look">()}, ${actor.programmeId}, ${actor.legalEntityId}, ${submission.id}, ${by},
      ${now}::timestamptz, ${lot}::int8) on conflict (submission_id) do nothing`);
  const item = {
    kind: SECOND_LOOK_ITEM,
    number: submission.number,
    subjectType: "submission",
    subjectId: submission.id,
  };
  await openItems(tx, actor, [{ ...item, customerId: submission.customerId, excludedPersonId: person }], now);
  return true;
}
