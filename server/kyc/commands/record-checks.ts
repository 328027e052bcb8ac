import { sql } from "drizzle-orm";
import { z } from "zod";
import { allLookedAt } from "@/domain/kyc/arrival";
import { failedChecks, runChecks, warnedChecks } from "@/domain/kyc/checks/run";
import { FIELD_NAMES } from "@/domain/kyc/fields";
import { HOUSE_REGISTRY } from "@/domain/kyc/intake";
import { CHANNEL_OUTCOMES, CHANNEL_TYPES, type Finding, REGISTRY_ANSWERS } from "@/domain/kyc/model";
import { refuse } from "@/domain/shared/result";
import type { RuleRef } from "@/domain/shared/rule-ref";
import { shanghaiDate } from "@/domain/shared/time";
import { markEvidenceUsed } from "@/server/evidence/public";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { closeItems } from "@/server/worklist/public";
import { KYC_ITEM } from "../case";
import { recordChannels } from "../channels";
import { countElsewhere } from "../elsewhere";
import { openBenchItem } from "../items";
import { lookUpLists } from "../list-lookup";
import { verifyingOf } from "../outcome";
import { ownershipFacts } from "../ownership";
import {
  loadChannels,
  loadDocuments,
  loadSubmission,
  openDeclared,
  openOwners,
  openReadings,
  type StoredSubmission,
  saveSubmission,
} from "../store";

/** What stands on a finding that somebody has to look at, each rule once. */
function basisOf(findings: readonly Finding[]): RuleRef[] {
  const bad = findings.filter(({ outcome }) => outcome === "fail" || outcome === "warn");
  return [...new Map(bad.flatMap(({ basis }) => basis).map((ref) => [`${ref.ruleId}@${ref.version}`, ref])).values()];
}

async function check(scope: Scope, submission: StoredSubmission) {
  const documents = await loadDocuments(scope, submission.id);
  const channels = await loadChannels(scope, submission.id);
  const verifying = await verifyingOf(scope, submission);
  const declared = await openDeclared(scope, submission);
  const owners = await openOwners(scope, submission);
  const lists = await lookUpLists(scope, submission.customerId, declared, owners ?? []);
  const listHit = lists.outcome;
  const findings = runChecks({
    subject: submission.subject,
    purpose: submission.purpose,
    declared,
    documents,
    readings: await openReadings(scope, documents),
    registry:
      channels.find(({ provider, outcome }) => provider === HOUSE_REGISTRY && outcome !== "unavailable")?.answers ??
      null,
    channels: verifying.channels,
    faceToFace: verifying.faceToFace,
    requestedClass: submission.requestedClass,
    elsewhere: await countElsewhere(scope, submission, documents),
    listHit,
    ownership: await ownershipFacts(scope, submission, declared, owners),
    today: shanghaiDate(scope.now),
    rules: scope.rules,
  });
  // Whom a list names is not for this desk to know: the submission is held, and says no more.
  const held = listHit === "hit";
  return { held, lists, findings: findings.filter((one) => one.check !== "list-hit" || !held) };
}

/** Puts a checked submission before a reviewer, or takes it off the desk for another. */
async function putForward(scope: Scope, submission: StoredSubmission, held: boolean): Promise<void> {
  if (!held) return openBenchItem(scope, submission);
  const which = { kind: KYC_ITEM, subjectIds: [submission.id], as: "cancelled" } as const;
  await closeItems(scope.tx, scope.actor, which, scope.now);
}

/**
 * Runs the checks over a submission whose documents have all been looked at, keeps the run, and puts the submission
 * before a reviewer, or holds it. `registry` is what the registry said of this version; null where it was not asked.
 * Refuses a submission that changed meanwhile.
 */
export const recordChecks = command({
  name: "kyc.submission.check",
  permission: "kyc.process",
  input: z.object({
    submissionId: z.uuid(),
    version: z.number().int(),
    registry: z
      .strictObject({
        type: z.enum(CHANNEL_TYPES),
        outcome: z.enum(CHANNEL_OUTCOMES),
        answers: z.partialRecord(z.enum(FIELD_NAMES), z.enum(REGISTRY_ANSWERS)),
      })
      .nullable(),
  }),
  subject: ({ submissionId }) => ({ type: "submission", id: submissionId }),
  async handle(scope, { submissionId, version, registry }) {
    const { tx, actor, now } = scope;
    const submission = (await loadSubmission(scope, submissionId, { lock: true })) ?? notFound();
    const due = submission.state === "reading" && allLookedAt(await loadDocuments(scope, submissionId));
    if (!due || submission.version !== version) return refuse("kyc.submission.stale");
    if (registry) await recordChannels(scope, submission, [{ ...registry, provider: HOUSE_REGISTRY, at: now }]);
    const { held, lists, findings } = await check(scope, submission);
    const run = submission.checkRun + 1;
    await tx.execute(sql`insert into kyc_check_runs (submission_id, run, programme_id, legal_entity_id, findings, ran_at)
      values (${submissionId}::uuid, ${run}, ${actor.programmeId}, ${actor.legalEntityId}, ${JSON.stringify(findings)}::jsonb,
        ${now}::timestamptz)`);
    const failed = failedChecks(findings);
    const warned = warnedChecks(findings);
    const state = held ? "held" : "ready";
    const counts = { checkRun: run, failed: failed.length, warned: warned.length };
    await saveSubmission(scope, submission, { state, readyAt: now, ...counts });
    await putForward(scope, submission, held);
    await markEvidenceUsed(scope, { type: "submission", id: submissionId });
    return committed({
      result: { state, run },
      audit: [
        {
          kind: "kyc.submission.check",
          subject: { type: "submission", id: submissionId },
          basis: basisOf(findings),
          data: {
            number: submission.number,
            customerId: submission.customerId,
            run,
            failed: [...failed],
            warned: [...warned],
          },
        },
        ...lists.audit,
      ],
      events: lists.events,
    });
  },
});
