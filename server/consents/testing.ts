import type { PublishPolicyInput, RecordConsentInput } from "@/domain/consents/schema";
import { approveProposal } from "@/server/approvals/commands/decide-approval";
import { approvalDetail } from "@/server/approvals/queries";
import type { House } from "@/server/kernel/testing/house";
import { publishPolicy } from "./commands/publish-policy";
import { recordConsent } from "./commands/record-consent";
import "./doors";

let texts = 0;
/** A fingerprint no other version has. */
const textHash = (): string => (++texts).toString(16).padStart(64, "0");

/** A version as it is proposed unless told otherwise: the marketing part of the privacy policy, with nothing to assess. */
export const wanted = (change: Partial<PublishPolicyInput> = {}): PublishPolicyInput => ({
  document: "payment-privacy",
  label: "2026-10",
  textHash: textHash(),
  changeClass: "immaterial",
  majorChanges: [],
  purposes: ["marketing-sms", "marketing-push", "marketing-page", "call-recording"],
  changedPurposes: [],
  noticeWays: ["page", "sms"],
  consultedAt: null,
  wantedAt: "2026-10-09T14:32:00+08:00",
  ...change,
});

/** Another person's yes to a proposal. */
export async function agree(house: House, approvalId: string, as = house.as("compliance-lead")) {
  const detail = await house.ask(approvalDetail, { approvalId, token: null }, { as });
  await house.stepUp(as);
  return house.run(approveProposal, { approvalId, token: null, seenDigest: detail.current?.digest ?? "" }, { as });
}

/** Proposes a version. Gives its id. */
export async function proposed(house: House, change: Partial<PublishPolicyInput> = {}): Promise<string> {
  const outcome = await house.run(publishPolicy, wanted(change), { as: house.as("privacy-officer") });
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.result.id;
}

export async function approvalOf(house: House, versionId: string): Promise<string> {
  const [row] = await house.rows<{ approval_id: string }>("select approval_id from policy_versions where id = $1", [
    versionId,
  ]);
  return row?.approval_id ?? "";
}

/** Publishes a version by two people. Gives its id. */
export async function published(house: House, change: Partial<PublishPolicyInput> = {}): Promise<string> {
  const id = await proposed(house, change);
  const agreed = await agree(house, await approvalOf(house, id));
  if (!agreed.ok) throw new Error(agreed.code);
  return id;
}

/** Enters a customer's word. */
export const says = (
  house: House,
  of: { customerId: string; policyVersionId: string },
  change: Partial<RecordConsentInput> = {},
) =>
  house.run(
    recordConsent,
    {
      ...of,
      purposes: ["marketing-sms"],
      change: "given",
      channel: "phone",
      asked: true,
      at: house.clock.now(),
      evidenceId: null,
      ...change,
    },
    { as: house.as("customer-service") },
  );
