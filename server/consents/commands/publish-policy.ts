import { sql } from "drizzle-orm";
import { publishVersion } from "@/domain/consents/decisions";
import { PUBLISH_HOURS } from "@/domain/consents/policy";
import { publishPolicyInput } from "@/domain/consents/schema";
import { refuse } from "@/domain/shared/result";
import { instant } from "@/domain/shared/time";
import { requestApproval } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";
import { takeNumber } from "@/server/kernel/numbers";
import { newPurposesUncovered } from "../new-purposes";
import { PUBLISH_KIND } from "../publishing";
import { POLICY_VERSION } from "../store";

/**
 * Proposes a version of a document for publishing; a second person agrees, and its days count from then. Refuses as
 * `publishVersion` of the domain does, a text published or proposed before, a second proposal of the same document, and a new
 * purpose that nobody assessed.
 */
export const publishPolicy = command({
  name: PUBLISH_KIND,
  permission: "consents.publish",
  input: publishPolicyInput,
  subject: ({ document }) => ({ type: "policy-document", id: document }),
  async handle(scope, input) {
    const { tx, actor, now, rules } = scope;
    if (!actor.personId) return refuse("approvals.approval.person-required");
    const wantedAt = instant(input.wantedAt);
    const consultedAt = input.consultedAt === null ? null : instant(input.consultedAt);
    const decision = publishVersion({ ...input, wantedAt, consultedAt }, now, rules);
    if (!decision.ok) return decision;
    const assessed = await newPurposesUncovered(scope, input);
    if (!assessed.ok) return assessed;
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtext(${`policy-versions:${actor.programmeId}:${input.document}`}))`,
    );
    type Known = { same: boolean; waiting: boolean; last: number | null };
    const { rows } = await tx.execute<Known>(sql`select coalesce(bool_or(text_hash = ${input.textHash}), false) as same,
        coalesce(bool_or(state = 'proposed'), false) as waiting, max(seq)::int as last
      from policy_versions where programme_id = ${actor.programmeId} and document = ${input.document} and state <> 'rejected'`);
    const known = rows[0];
    if (known?.same) return refuse("consents.policy.same-text", { field: "textHash" });
    if (known?.waiting) return refuse("consents.policy.under-way");
    const id = scope.newId<"policy-version">();
    const approvalId = scope.newId<"approval">();
    const number = await takeNumber(tx, "policy-version");
    const list = (values: readonly string[]) => sql`${sql.param([...new Set(values)])}::text[]`;
    await tx.execute(sql`insert into policy_versions (id, programme_id, legal_entity_id, number, document, seq, label, text_hash,
        change_class, major_changes, purposes, changed_purposes, notice_ways, consulted_at, state, wanted_at, acceptance, proposed_by,
        proposed_at, approval_id)
      values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${number}, ${input.document}, ${(known?.last ?? 0) + 1}::int,
        ${input.label}, ${input.textHash}, ${input.changeClass}, ${list(input.majorChanges)}, ${list(input.purposes)},
        ${list(input.changedPurposes)}, ${list(input.noticeWays)}, ${consultedAt}::timestamptz, 'proposed', ${wantedAt}::timestamptz,
        ${decision.value.acceptance}, ${actor.id}, ${now}::timestamptz, ${approvalId}::uuid)`);
    const opened = await requestApproval(scope, {
      id: approvalId,
      kind: PUBLISH_KIND,
      subject: { type: POLICY_VERSION, id },
      customerId: null,
      accountId: null,
      payload: { versionId: id },
      token: null,
      openForHours: PUBLISH_HOURS,
    });
    if (!opened.ok) return opened;
    return committed({
      result: { id: id as string, number, approval: opened.value.number },
      audit: [
        {
          kind: PUBLISH_KIND,
          subject: { type: POLICY_VERSION, id },
          basis: decision.basis,
          data: {
            number,
            document: input.document,
            change: input.changeClass,
            changed: input.changedPurposes,
            wanted: wantedAt,
            approval: opened.value.number,
          },
        },
        ...opened.value.audit,
      ],
      events: opened.value.events,
    });
  },
});
