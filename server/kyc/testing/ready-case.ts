import { sql } from "drizzle-orm";
import { fictitiousIdentityNumber } from "@/domain/customers/identity-number";
import type { CheckName } from "@/domain/kyc/checks/names";
import { failedChecks, warnedChecks } from "@/domain/kyc/checks/run";
import { isDrawn, lotOf } from "@/domain/kyc/decisions";
import type {
  ChannelType,
  CheckOutcome,
  Declared,
  DocumentKind,
  Finding,
  Purpose,
  SubjectKind,
  SubmissionState,
} from "@/domain/kyc/model";
import { KYC_POLICY } from "@/domain/kyc/policy";
import type { Id } from "@/domain/shared/ids";
import { localDate } from "@/domain/shared/time";
import { sha256Hex } from "@/server/kernel/crypto/sha256";
import { newId } from "@/server/kernel/new-id";
import { takeNumber } from "@/server/kernel/numbers";
import { inScope } from "@/server/kernel/scope";
import { type MadeAccount, makeAccount, type PersonPrincipal } from "@/server/kernel/testing/factories";
import { type House, PAY, type Programme } from "@/server/kernel/testing/house";
import { takeItem } from "@/server/worklist/commands/take-item";
import { recordChannels } from "../channels";
import { decideDocument } from "../commands/decide-document";
import { openBenchItem } from "../items";
import { sealDeclared, sealReadings } from "../sealed";

let area = 100;

/** Somebody who can be nobody, another one at each call. */
export function somebody(over: Declared = {}): Declared {
  const birthDate = localDate("1991-05-06");
  return {
    name: "样本某",
    sex: "male",
    birthDate,
    nationality: "CHN",
    idType: "resident-id",
    idNumber: fictitiousIdentityNumber({ birthDate, area: ++area, sequence: 1 }),
    idValidFrom: "2020-01-01",
    idValidTo: "2040-01-01",
    phone: "15400001111",
    occupation: "职员",
    address: "虚构市样本路2号",
    ...over,
  };
}

/** One finding of a check, as a run keeps it. */
export const found = (check: CheckName, outcome: CheckOutcome): Finding => ({
  check,
  outcome,
  code: "ok",
  fields: [],
  documents: [],
  params: {},
  basis: [{ ruleId: "mipay-truthful-kyc", version: 1 }],
});

export type ReadyOptions = {
  readonly programme?: Programme;
  readonly account?: MadeAccount;
  readonly state?: SubmissionState;
  readonly purpose?: Purpose;
  readonly subject?: SubjectKind;
  readonly declared?: Declared;
  readonly documents?: readonly DocumentKind[];
  readonly findings?: readonly Finding[];
  readonly channels?: readonly ChannelType[];
  readonly faceToFace?: boolean;
  readonly requestedClass?: 1 | 2 | 3;
  readonly accountClass?: 1 | 2 | 3;
  /** Whether the lot of its second look falls on it: not, unless told. */
  readonly drawn?: boolean;
};

function withLot(drawn: boolean): Id<"submission"> {
  for (;;) {
    const id = newId<"submission">();
    if (isDrawn(lotOf(id, sha256Hex), KYC_POLICY.secondLookBp) === drawn) return id;
  }
}

export type Ready = {
  readonly id: string;
  readonly number: string;
  readonly account: MadeAccount;
  readonly documents: readonly { id: string; kind: DocumentKind }[];
};

/** A checked submission that waits for a reviewer, as the pipeline leaves it: its findings are the caller's. */
export async function readyCase(house: House, of: ReadyOptions = {}): Promise<Ready> {
  const programme = of.programme ?? PAY;
  const subject = of.subject ?? "person";
  const account =
    of.account ?? (await makeAccount(house, { programme, kind: subject, accountClass: of.accountClass ?? 1 }));
  const { customerId } = account;
  const kinds = of.documents ?? ["id-front", "id-back"];
  const findings = of.findings ?? [found("agreement", "pass")];
  return inScope(house.runtime, house.system("system:worker", programme), "write", async (scope) => {
    const { tx, actor, now } = scope;
    const id = withLot(of.drawn ?? false);
    const number = await takeNumber(tx, "submission");
    const sealed = await sealDeclared(scope, { id, customerId }, of.declared ?? somebody(), null);
    const own = sql`${actor.programmeId}, ${actor.legalEntityId}`;
    await tx.execute(sql`insert into kyc_submissions (id, programme_id, legal_entity_id, number, customer_id, kind, subject_kind,
        origin, status, payload_sealed, expected, face_to_face, requested_class, check_run, failed, warned, received_by,
        received_at, ready_at)
      values (${id}, ${own}, ${number}, ${customerId}::uuid, ${of.purpose ?? "onboarding"}, ${subject}, 'api',
        ${of.state ?? "ready"}, ${sealed}, ${JSON.stringify(kinds)}::jsonb, ${of.faceToFace ?? false},
        ${of.requestedClass ?? null}::int, 1, ${failedChecks(findings).length}, ${warnedChecks(findings).length}, 'client:test',
        ${now}::timestamptz, ${now}::timestamptz)`);
    const documents = kinds.map((kind) => ({ id: newId() as string, kind }));
    for (const one of documents) {
      const reading = { document: one.kind, field: "name", value: "样本某", confidence: 92, source: "ocr" } as const;
      const readings = await sealReadings(scope, { id: one.id, customerId }, [reading]);
      await tx.execute(sql`insert into kyc_documents (id, programme_id, legal_entity_id, submission_id, customer_id, kind, file_id,
          read_state, reading_sealed, content_hash, created_at)
        values (${one.id}, ${own}, ${id}, ${customerId}::uuid, ${one.kind}, ${newId()}, 'read', ${readings},
          ${Buffer.from(one.id.slice(-12))}, ${now}::timestamptz)`);
    }
    await tx.execute(sql`insert into kyc_check_runs (submission_id, run, programme_id, legal_entity_id, findings, ran_at)
      values (${id}, 1, ${own}, ${JSON.stringify(findings)}::jsonb, ${now}::timestamptz)`);
    const channels = of.channels ?? [];
    await recordChannels(
      scope,
      { id, customerId },
      channels.map((type) => ({ type, provider: "test", outcome: "match" as const, at: now })),
    );
    if ((of.state ?? "ready") === "ready")
      await openBenchItem(scope, { id, number, customerId, receivedBy: "client:test" });
    return { keep: true, value: { id, number, account, documents } };
  });
}

/** Takes the open item of a kind about a submission for somebody. Throws where he may not have it. */
export async function take(house: House, as: PersonPrincipal, submissionId: string, kind = "kyc-submission") {
  const [item] = await house.rows<{ id: string; version: number }>(
    "select id, version from work_items where subject_id = $1 and kind = $2 and state = 'open'",
    [submissionId, kind],
  );
  if (!item) throw new Error(`no ${kind}`);
  const outcome = await house.run(takeItem, { itemId: item.id, version: item.version }, { as });
  if (!outcome.ok) throw new Error(outcome.code);
}

/** Where a submission stands. */
export async function standing(house: House, id: string) {
  const [row] = await house.rows<{ status: string; version: number; outcome_class: number | null }>(
    "select status, version, outcome_class from kyc_submissions where id = $1",
    [id],
  );
  if (!row) throw new Error("no submission");
  return row;
}

/** Accepts every document of a submission for who has it; gives the version it has then. */
export async function acceptAll(house: House, as: PersonPrincipal, { id, documents }: Ready): Promise<number> {
  for (const document of documents) {
    const { version } = await standing(house, id);
    const outcome = await house.run(decideDocument, { documentId: document.id, version, decision: "accept" }, { as });
    if (!outcome.ok) throw new Error(outcome.code);
  }
  return (await standing(house, id)).version;
}
