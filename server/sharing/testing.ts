import type { RecordPartnerInput } from "@/domain/sharing/schema";
import { agree } from "@/server/consents/testing";
import { newId } from "@/server/kernel/new-id";
import type { House } from "@/server/kernel/testing/house";
import { decideAssessment } from "@/server/processing/commands/decide-assessment";
import { recordAssessment } from "@/server/processing/commands/record-assessment";
import { proposePartner } from "./commands/propose-partner";
import { recordDisclosure } from "./commands/record-disclosure";
import { recordPartner } from "./commands/record-partner";

/** A partner as it is entered unless told otherwise: a sender of messages who works for the house. */
export const entered = (change: Partial<RecordPartnerInput> = {}): RecordPartnerInput => ({
  id: null,
  version: 0,
  name: "样本信使",
  kind: "entrusted",
  country: "CHN",
  contact: "privacy@courier.example.invalid",
  purpose: "messaging",
  way: "interface",
  fields: ["mobile"],
  basis: "contract",
  caseCode: "with-entrusted-processors",
  contractReference: "样本合同-1",
  contractFrom: "2026-01-01",
  contractTo: "2027-12-31",
  safeguards: [
    "encryption",
    "security-review",
    "processing-agreement",
    "no-own-use",
    "return-or-delete",
    "export-gate",
  ],
  noticeUrl: null,
  paid: false,
  ...change,
});

/** An assessment of a partner in one case, accepted by a second person. */
export async function assessed(
  house: House,
  partnerId: string,
  caseCode: "provide" | "sensitive" | "export",
): Promise<void> {
  const made = await house.run(
    recordAssessment,
    {
      caseCode,
      aboutType: "partner",
      aboutId: partnerId,
      risk: "low",
      measures: ["encrypt"],
      reportReference: "样本评估-1",
    },
    { as: house.as("privacy-officer") },
  );
  if (!made.ok) throw new Error(made.code);
  const lead = house.as("compliance-lead");
  const done = await house.run(decideAssessment, { id: made.result.id, version: 1, outcome: "accepted" }, { as: lead });
  if (!done.ok) throw new Error(done.code);
}

/** A partner in use. Gives its id and secret. */
export async function inUse(house: House, change: Partial<RecordPartnerInput> = {}) {
  const as = house.as("privacy-officer");
  const made = await house.run(recordPartner, entered(change), { as });
  if (!made.ok) throw new Error(made.code);
  const { id, secret } = made.result;
  await assessed(house, id, "provide");
  const asked = await house.run(proposePartner, { id, version: 1 }, { as });
  if (!asked.ok) throw new Error(asked.code);
  const [row] = await house.rows<{ approval_id: string }>("select approval_id from sharing_partners where id = $1", [
    id,
  ]);
  const agreed = await agree(house, row?.approval_id ?? "");
  if (!agreed.ok) throw new Error(agreed.code);
  return { id, secret };
}

/** Gives something of a customer to a partner. */
export const gives = (
  house: House,
  of: { partnerId: string; customerId: string },
  change: { reference?: string } = {},
) =>
  house.run(
    recordDisclosure,
    { ...of, fields: ["mobile"], reference: change.reference ?? newId(), at: house.clock.now() },
    { as: house.as("privacy-officer") },
  );
