import type { Declared, DocumentKind, Purpose, Reading, SubjectKind } from "@/domain/kyc/model";
import type { DeclaredOwner } from "@/domain/kyc/owners";
import { firstPage } from "@/server/evidence/public";
import { bring, memoryStore, picture, work } from "@/server/evidence/testing";
import type { Principal } from "@/server/kernel/actor";
import { newId } from "@/server/kernel/new-id";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import type { House, Programme } from "@/server/kernel/testing/house";
import type { RegistryReply } from "./adapters/registry";
import { attachDocument } from "./commands/attach-document";
import { submitSubmission } from "./commands/submit-submission";
import { advance, type PictureRead, type Workshop } from "./pipeline";
import "./evidence-subject";

let pictures = 0;

export const GOOD = { width: 1600, height: 1000, sharpness: 90, glareFree: 95, framed: 96 } as const;

/** A declared person who can belong to nobody: the region of the number is nobody's. */
export const DECLARED: Declared = {
  name: "测试甲",
  sex: "male",
  birthDate: "1990-03-07",
  nationality: "CHN",
  idType: "resident-id",
  idNumber: "990000199003070013",
  idValidFrom: "2020-01-01",
  idValidTo: "2040-01-01",
  phone: "19900000001",
  occupation: "职员",
  address: "虚构市样本路1号",
};

export type Handed = {
  readonly customer?: MadeAccount;
  readonly as?: Principal & { kind: "person" };
  readonly programme?: Programme;
  readonly purpose?: Purpose;
  readonly subject?: SubjectKind;
  readonly declared?: Declared;
  readonly owners?: readonly DeclaredOwner[];
  readonly documents?: readonly DocumentKind[];
  readonly requestId?: string;
  readonly requestedClass?: 1 | 2 | 3;
  readonly faceToFace?: boolean;
  readonly channels?: readonly { type: "bank-card"; provider: string; outcome: "match"; at: string }[];
};

/** Hands a submission in at the desk; for a new customer unless one is named. */
export async function handIn(house: House, handed: Handed = {}) {
  const { programme } = handed;
  const as = handed.as ?? house.as("customer-service", programme ? { programme } : {});
  const kind = handed.subject ?? "person";
  const customer = handed.customer ?? (await makeAccount(house, { kind, ...(programme ? { programme } : {}) }));
  const { purpose = "onboarding", declared = DECLARED, documents = ["id-front"], faceToFace = false } = handed;
  const outcome = await house.run(
    submitSubmission,
    {
      customer: customer.customerNumber,
      purpose,
      subject: kind,
      declared: declared as never,
      ...(handed.owners === undefined ? {} : { owners: [...handed.owners] }),
      documents: [...documents],
      channels: [...(handed.channels ?? [])],
      faceToFace,
      ...(handed.requestId === undefined ? {} : { requestId: handed.requestId }),
      ...(handed.requestedClass === undefined ? {} : { requestedClass: handed.requestedClass }),
    },
    { as },
  );
  return { outcome, customer, as };
}

/** What the pictures of a test read as, whatever they show. */
export type Doubles = {
  readonly read?: (kind: DocumentKind) => Partial<PictureRead> | Promise<Partial<PictureRead>>;
  readonly ask?: () => RegistryReply | Promise<RegistryReply>;
};

/** A house's desk with reading and registry played: files really go through evidence, in a store in memory. */
export function kycDesk(house: House, doubles: Doubles = {}) {
  const store = memoryStore();
  const worker = (programme?: Programme) => house.system("system:worker", programme);
  const shop = (more: Partial<Workshop> = {}): Workshop => ({
    picture: (fileId) => firstPage(house.runtime, worker(), fileId, store),
    read: async (_bytes, kind) => ({
      readings: [],
      quality: GOOD,
      lookHash: null,
      problem: null,
      ...(await doubles.read?.(kind)),
    }),
    ask: async () => (await doubles.ask?.()) ?? { outcome: "match", answers: { name: "match", idNumber: "match" } },
    signal: new AbortController().signal,
    requestId: newId(),
    lastTry: false,
    lastAsk: false,
    ...more,
  });
  /** Uploads a picture of its own colour, so that no two are the same, and says what it is. Gives the file. */
  const attach = async (submissionId: string, kind: DocumentKind, as: Principal, bytes?: Buffer): Promise<string> => {
    const subject = { type: "submission", id: submissionId };
    // No two pictures alike: the same content elsewhere would be a finding.
    pictures += 1;
    const own = bytes ?? (await picture("jpeg", { width: 100 + pictures, height: 60 }));
    const fileId = await bring(house, as, { subject, bytes: own, kind: "identity-proof" });
    const outcome = await house.run(attachDocument, { submissionId, kind, fileId }, { as });
    if (!outcome.ok) throw new Error(outcome.code);
    return fileId;
  };
  return {
    store,
    shop,
    attach,
    /** The worker's look at a file. */
    settle: (fileId: string) => work(house, fileId, { store }),
    /** The worker's part on a submission. */
    advance: (submissionId: string, more: Partial<Workshop> = {}) =>
      advance(house.runtime, worker(), submissionId, shop(more)),
    /** A submission with every announced picture there, read and checked: ready for a reviewer. */
    async ready(handed: Handed = {}): Promise<{ id: string; customer: MadeAccount }> {
      const { outcome, customer, as } = await handIn(house, handed);
      if (!outcome.ok) throw new Error(outcome.code);
      const { id } = outcome.result;
      for (const kind of handed.documents ?? ["id-front"]) await work(house, await attach(id, kind, as), { store });
      await advance(house.runtime, worker(handed.programme), id, shop());
      return { id, customer };
    },
  };
}

/** A reading as the house would have made it. */
export const reading = (document: DocumentKind, field: Reading["field"], value: string, confidence = 95): Reading => ({
  document,
  field,
  value,
  confidence,
  source: "ocr",
});
