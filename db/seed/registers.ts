import type { PublishPolicyInput } from "@/domain/consents/schema";
import { addDays, addDuration, shanghaiDate, startOfDay } from "@/domain/shared/time";
import type { RecordPartnerInput } from "@/domain/sharing/schema";
import { publishPolicy } from "@/server/consents/commands/publish-policy";
import { recordConsent } from "@/server/consents/commands/record-consent";
import { withdrawConsent } from "@/server/consents/commands/withdraw-consent";
import { sha256Hex } from "@/server/kernel/crypto/sha256";
import { newId } from "@/server/kernel/new-id";
import { decideAssessment } from "@/server/processing/commands/decide-assessment";
import { recordActivity } from "@/server/processing/commands/record-activity";
import { recordAssessment } from "@/server/processing/commands/record-assessment";
import { startActivity } from "@/server/processing/commands/start-activity";
import { endPartner } from "@/server/sharing/commands/end-partner";
import { proposePartner } from "@/server/sharing/commands/propose-partner";
import { recordDisclosure } from "@/server/sharing/commands/record-disclosure";
import { recordPartner } from "@/server/sharing/commands/record-partner";
import { registerDemand } from "@/server/sharing/commands/register-demand";
import { approveAsSeen, personOf, run } from "./run";
import type { SeedWorld } from "./world";

const SAFE: RecordPartnerInput["safeguards"] = [
  "encryption",
  "security-review",
  "processing-agreement",
  "no-own-use",
  "return-or-delete",
];
const partner = (change: Partial<RecordPartnerInput>): RecordPartnerInput => ({
  id: null,
  version: 0,
  name: "样本信使科技",
  kind: "entrusted",
  country: "CHN",
  contact: "privacy@courier.example.invalid",
  purpose: "messaging",
  way: "interface",
  fields: ["mobile"],
  basis: "contract",
  caseCode: "with-entrusted-processors",
  contractReference: "样本合同-2026-01",
  contractFrom: "2026-01-01",
  contractTo: "2028-12-31",
  safeguards: SAFE,
  noticeUrl: null,
  paid: false,
  ...change,
});
/** Invented partners; those in use are assessed and agreed to. */
const PARTNERS: readonly { readonly of: RecordPartnerInput; readonly use: boolean }[] = [
  { of: partner({}), use: true },
  {
    of: partner({
      name: "样本核验服务",
      contact: "privacy@verify.example.invalid",
      purpose: "identity-check",
      fields: ["name", "mobile"],
      contractReference: "样本合同-2026-02",
    }),
    use: true,
  },
  {
    of: partner({
      name: "样本集团会员服务",
      kind: "affiliate",
      basis: "consent",
      caseCode: "with-affiliates",
      contact: "privacy@member.example.invalid",
      purpose: "marketing",
      contractReference: "样本合同-2026-03",
    }),
    use: false,
  },
];

type Desk = {
  readonly world: SeedWorld;
  readonly officer: ReturnType<typeof personOf>;
  readonly lead: ReturnType<typeof personOf>;
};

async function approvalOf(
  { runtime }: SeedWorld,
  table: "policy_versions" | "sharing_partners",
  id: string,
): Promise<string> {
  const { rows } = await runtime.pool.query<{ approval_id: string }>(`select approval_id from ${table} where id = $1`, [
    id,
  ]);
  return rows[0]?.approval_id ?? "";
}

async function assess(
  { world, officer, lead }: Desk,
  about: { type: "partner" | "activity"; id: string },
  caseCode: "provide" | "automated",
) {
  const made = await run(world, officer, recordAssessment, {
    caseCode,
    aboutType: about.type,
    aboutId: about.id,
    risk: "low",
    measures: ["encrypt", "limit-access"],
    reportReference: "样本评估-2026",
  });
  await run(world, lead, decideAssessment, { id: made.id, version: 1, outcome: "accepted" });
}

async function publish({ world, officer, lead }: Desk, change: Partial<PublishPolicyInput>): Promise<string> {
  const label = change.label ?? "";
  const { id } = await run(world, officer, publishPolicy, {
    document: "payment-privacy",
    label,
    textHash: sha256Hex(`${change.document ?? "payment-privacy"}/${label}`),
    changeClass: "immaterial",
    majorChanges: [],
    purposes: ["marketing-sms", "marketing-push", "marketing-page", "call-recording"],
    changedPurposes: [],
    noticeWays: ["page", "push"],
    consultedAt: null,
    wantedAt: world.clock.now(),
    ...change,
  });
  await approveAsSeen(world, lead, { approvalId: await approvalOf(world, "policy_versions", id) });
  return id;
}

async function seedConsents(desk: Desk, customers: readonly string[]): Promise<void> {
  const { world, officer } = desk;
  const policyVersionId = await publish(desk, { label: "2026.1" });
  const now = world.clock.now();
  await publish(desk, {
    document: "payment-agreement",
    label: "2026.2",
    changeClass: "major",
    majorChanges: ["rights"],
    purposes: [],
    consultedAt: addDuration(now, { hours: -24 * 40 }),
    wantedAt: startOfDay(addDays(shanghaiDate(now), 40)),
  });
  for (const [at, customerId] of customers.entries()) {
    const said = { customerId, policyVersionId, channel: "app", asked: true, at: null, evidenceId: null } as const;
    const change = at % 3 === 2 ? "refused" : "given";
    await run(world, officer, recordConsent, {
      ...said,
      purposes: [at % 2 === 0 ? "marketing-sms" : "marketing-push"],
      change,
    });
  }
  const [first] = customers;
  if (first)
    await run(world, officer, withdrawConsent, {
      customerId: first,
      purposes: "all-optional",
      channel: "phone",
      reason: "stop-messages",
    });
}

async function seedPartners(desk: Desk, customers: readonly string[]): Promise<void> {
  const { world, officer, lead } = desk;
  const ids: string[] = [];
  for (const { of, use } of PARTNERS) {
    const { id } = await run(world, officer, recordPartner, of);
    ids.push(id);
    if (!use) continue;
    await assess(desk, { type: "partner", id }, "provide");
    await run(world, officer, proposePartner, { id, version: 1 });
    await approveAsSeen(world, lead, { approvalId: await approvalOf(world, "sharing_partners", id) });
    for (const customerId of customers)
      await run(world, officer, recordDisclosure, {
        partnerId: id,
        customerId,
        fields: ["mobile"],
        reference: newId(),
        at: world.clock.now(),
      });
  }
  await run(world, officer, registerDemand, {
    authority: "样本境外机构",
    country: "USA",
    reference: "样本来文-1",
    receivedOn: shanghaiDate(world.clock.now()),
  });
  // One contract was ended: the partner is told to delete, and has not confirmed yet.
  const ended = ids[1];
  if (ended) await run(world, officer, endPartner, { id: ended, version: 3, reason: "terminated" });
}

/** Policy versions, consents, partners with what they got, and the register of processing; all of it invented. */
export async function seedRegisters(world: SeedWorld): Promise<void> {
  const present = world.clock.now();
  const desk = { world, officer: personOf(world, "privacy"), lead: personOf(world, "lead") };
  world.clock.set(addDuration(present, { hours: -2 }));
  const { rows } = await world.runtime.pool.query<{ id: string }>(
    "select id from customers where programme_id = 'pay' and kind = 'person' order by number limit 6",
  );
  const customers = rows.map(({ id }) => id);
  await seedConsents(desk, customers);
  await seedPartners(desk, customers);
  const { id } = await run(world, desk.officer, recordActivity, {
    name: "支付限额的自动判断",
    purpose: "payment",
    basis: "legal-duty",
    fields: ["trade"],
    recipients: [],
    retentionClass: "trade",
    safeguards: ["sealed", "logged", "fenced"],
    automated: true,
    exported: false,
    majorEffect: false,
  });
  await assess(desk, { type: "activity", id }, "automated");
  await run(world, desk.officer, startActivity, { id, version: 1 });
  world.clock.set(present);
}
