import { storeCustomers } from "@/db/seed/store-customers";
import { fictitiousCardNumber } from "@/domain/customers/card-number";
import { fictitiousIdentityNumber } from "@/domain/customers/identity-number";
import type { RegisterRequestInput } from "@/domain/privacy/schema";
import { localDate } from "@/domain/shared/time";
import { approveProposal } from "@/server/approvals/commands/decide-approval";
import { approvalDetail } from "@/server/approvals/queries";
import { oneTimeCode } from "@/server/kernel/crypto/one-time-code";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import { type House, PAY, type Programme } from "@/server/kernel/testing/house";
import { proposeErasure } from "./commands/propose-erasure";
import { recordCodeAnswer } from "./commands/record-code-answer";
import { registerRequest } from "./commands/register-request";
import { sendCode } from "./commands/send-code";
import { startWork } from "./commands/start-work";
import { verifyIdentity } from "./commands/verify-identity";
import "./doors";
import "./erasure-approval";
import { erasurePreviewQuery } from "./queries";
import "./refusal-approval";

let series = 0;

export type Somebody = { readonly customerId: string; readonly name: string; readonly phone: string };

/** A customer with a telephone and an identity document on file; of age unless told otherwise. */
export async function somebody(
  house: House,
  of: { readonly bornOn?: string; readonly programme?: Programme } = {},
): Promise<Somebody> {
  const n = ++series;
  const programme = of.programme ?? PAY;
  const name = `苏安${String.fromCharCode(0x4e00 + n)}`;
  const phone = `154${String(10_000_000 + n)}`;
  const bornOn = localDate(of.bornOn ?? "1988-03-04");
  const since = localDate("2025-03-04");
  const client = await house.pool.connect();
  try {
    const [account] = await storeCustomers(
      house.runtime,
      client,
      { id: programme.programmeId, entity: programme.legalEntityId },
      [
        {
          kind: "person",
          name,
          phone,
          address: "云汀省青岚市榆林区望月路8号",
          documentType: "resident-id",
          documentNumber: fictitiousIdentityNumber({ birthDate: bornOn, area: 1, sequence: n }),
          validTo: localDate("2031-01-01"),
          occupation: "teacher",
          nationality: "CN",
          since,
          status: "active",
          accounts: [
            {
              coreNumber: `9977${String(n).padStart(12, "0")}`,
              accountClass: 2,
              status: "open",
              openedOn: since,
              openingMinor: 0,
              cards: [{ bank: "青岚银行", type: "debit", number: fictitiousCardNumber(9_000 + n), boundOn: since }],
            },
          ],
        },
      ],
    );
    if (!account) throw new Error("no account");
    return { customerId: account.customerId, name, phone };
  } finally {
    client.release();
  }
}

/** What is entered for somebody, unless told otherwise. */
export const asked = (
  house: House,
  { customerId }: Pick<Somebody, "customerId">,
  change: Partial<RegisterRequestInput> = {},
): RegisterRequestInput => ({
  customerId,
  type: "access",
  channel: "counter",
  requester: "subject",
  person: null,
  receivedAt: house.clock.now(),
  words: "请提供我的个人信息",
  asked: {},
  ...change,
});

export const service = (house: House) => house.as("customer-service");
export const officer = (house: House) => house.as("privacy-officer");
export const lead = (house: House) => house.as("compliance-lead");

type Ran<R> = { readonly ok: true; readonly result: R } | { readonly ok: false; readonly code: string };

/** The result of what must have gone well. */
export function well<R>(outcome: Ran<R>): R {
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.result;
}

export type Standing = { readonly id: string; readonly version: number };

/** Enters a request. */
export async function entered(
  house: House,
  of: Pick<Somebody, "customerId">,
  change: Partial<RegisterRequestInput> = {},
): Promise<Standing & { readonly number: string }> {
  return well(await house.run(registerRequest, asked(house, of, change), { as: service(house) }));
}

/** Enters a request whose subject proves himself in person. */
export async function proven(
  house: House,
  of: Pick<Somebody, "customerId">,
  change: Partial<RegisterRequestInput> = {},
): Promise<Standing> {
  const { id, version } = await entered(house, of, change);
  return well(await house.run(verifyIdentity, { id, version, way: "counter", papers: [] }, { as: officer(house) }));
}

/** Enters a request that its officer has taken up. */
export async function taken(
  house: House,
  of: Pick<Somebody, "customerId">,
  change: Partial<RegisterRequestInput> = {},
): Promise<Standing> {
  const { id, version } = await proven(house, of, change);
  return well(await house.run(startWork, { id, version }, { as: officer(house) }));
}

/** A second person's yes to what is proposed about a request, as he sees it. */
export async function approved(house: House, requestId: string, as = lead(house)) {
  const [approval] = await house.rows<{ id: string }>(
    "select id from approvals where subject_id = $1 and status = 'pending'",
    [requestId],
  );
  const approvalId = approval?.id ?? "";
  await house.stepUp(as);
  const shown = await house.ask(approvalDetail, { approvalId }, { as });
  return house.run(approveProposal, { approvalId, seenDigest: shown.current?.digest ?? "" }, { as });
}

/** Proposes what the plan of a request says now. */
export async function planned(house: House, { id, version }: Standing): Promise<Standing> {
  const { digest } = await house.ask(erasurePreviewQuery, { id }, { as: officer(house) });
  const input = { id, version, digest, note: "客户不再使用" };
  return well(await house.run(proposeErasure, input, { as: officer(house) }));
}

/** Puts a paper with a request, taken in. */
export async function paperOf(house: House, requestId: string): Promise<void> {
  const id = newId();
  const owner = { type: "evidence-file", id, retentionClass: "casework" } as const;
  const place = { table: "evidence_files", column: "name_sealed", rowId: id };
  const name = await inScope(house.runtime, officer(house), "write", async ({ vault }) => ({
    keep: true,
    value: await vault.seal(owner, place, "paper.png"),
  }));
  await house.rows(
    `insert into evidence_files (id, programme_id, legal_entity_id, clearance, subject_type, subject_id, customer_id, kind,
       retention_class, name_sealed, bytes, media_type, sha256, pages, state, uploaded_by, uploaded_at, expires_at, ready_at)
     select $1, r.programme_id, r.legal_entity_id, 'general', 'privacy-request', r.id, r.customer_id, 'identity-document', 'casework',
       $4, 1, 'image/png', repeat('0', 64), 1, 'ready', 'system:seed', $3, $3, $3 from privacy_requests r where r.id = $2`,
    [id, requestId, house.clock.now(), name],
  );
}

/** Sends a code; gives what came to the telephone. */
export async function codeFor(house: House, { id, version }: Standing): Promise<string> {
  well(await house.run(sendCode, { id, version }, { as: service(house) }));
  return latestCode(house, id);
}

/** The digits of the latest code of a request. */
export async function latestCode(house: House, requestId: string): Promise<string> {
  const [row] = await house.rows<{ id: string }>(
    "select id from privacy_codes where request_id = $1 order by sent_at desc, id desc limit 1",
    [requestId],
  );
  return oneTimeCode(house.runtime.keyRing, row?.id ?? "");
}

export const wrongOf = (code: string) => (code === "000000" ? "000001" : "000000");
export { recordCodeAnswer };

/** A request as it stands in the database. */
export async function rowOf(house: House, id: string) {
  const [row] = await house.rows<Record<string, unknown>>(
    `select state, outcome, late, version, lapse_reason, joined_to, customer_id, ground, due_raw::text as due, paused_since,
       wrong_codes, package_state from privacy_requests where id = $1`,
    [id],
  );
  return row ?? {};
}

/** Where the clock of a request stands. */
export async function clockOf(house: House, id: string) {
  const [row] = await house.rows<{ state: string; due: string; rule: string }>(
    "select state, due_raw::text as due, rule_id as rule from clocks where subject_id = $1",
    [id],
  );
  return row;
}

/** The letters about a request, by their templates. */
export async function lettersOf(house: House, id: string): Promise<string[]> {
  const rows = await house.rows<{ template: string }>(
    "select template from customer_letters where subject_id = $1 order by written_at, id",
    [id],
  );
  return rows.map(({ template }) => template);
}
