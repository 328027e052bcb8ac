import { createHash } from "node:crypto";
import { readIdentityNumber } from "@/domain/customers/identity-number";
import type { CheckName } from "@/domain/kyc/checks/names";
import { CHANNEL_TYPES, type Declared, type DocumentKind, type Finding } from "@/domain/kyc/model";
import { addDuration, type Instant, shanghaiDate } from "@/domain/shared/time";
import type { BlobStore } from "@/server/evidence/adapters/blob-store";
import { finishUpload } from "@/server/evidence/commands/finish-upload";
import { startUpload } from "@/server/evidence/commands/start-upload";
import type { Principal } from "@/server/kernel/actor";
import { type Command, execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import { acceptSubmission } from "@/server/kyc/commands/accept-submission";
import { askSubmission } from "@/server/kyc/commands/ask-submission";
import { attachDocument } from "@/server/kyc/commands/attach-document";
import { decideDocument } from "@/server/kyc/commands/decide-document";
import { lapseRequests } from "@/server/kyc/commands/lapse-requests";
import { receiveSubmission } from "@/server/kyc/commands/receive-submission";
import { recordChecks } from "@/server/kyc/commands/record-checks";
import { recordReading } from "@/server/kyc/commands/record-reading";
import { rejectSubmission } from "@/server/kyc/commands/reject-submission";
import { requestOverride } from "@/server/kyc/commands/request-override";
import { submitSubmission } from "@/server/kyc/commands/submit-submission";
import "@/server/kyc/evidence-subject";
import "@/server/kyc/overrides";
import { loadDocuments, loadFindings, loadSubmission, type StoredDocument } from "@/server/kyc/store";
import { takeItem } from "@/server/worklist/commands/take-item";
import { type DemoCustomer, demoCustomers, demoKey } from "./kyc-customers";
import { DEMO_REPRESENTATIVE, demoOwners } from "./kyc-owners";
import { drawPaper, readingsOf, storePaper, validityOn } from "./kyc-papers";
import { type End, TALES, type Tale, type Trouble } from "./kyc-tales";
import type { SeedWorld } from "./world";

const SERVICE = "service@hengchuan.example";
const REVIEWER = "kyc@hengchuan.example";
const WORKER: Principal = { kind: "system", name: "system:worker", programmeId: "pay" };
/** Minutes from handing in to the decision begun, and what a reviewer takes for one. */
const UNTIL_TAKEN = 95;

/** Submissions of every kind and state, by their own commands at their own times, with sample pictures. */
export async function seedKyc(world: SeedWorld, store: BlobStore): Promise<void> {
  const present = world.clock.now();
  const desk = new Desk(world, store, present);
  await desk.open();
  // The oldest first, so that numbers follow time.
  const tales = [...TALES].sort((a, b) => b.hoursAgo - a.hoursAgo);
  for (const [at, tale] of tales.entries()) await desk.play(tale, at);
  world.clock.set(present);
  await desk.lapse();
}

class Desk {
  #customers: { person: DemoCustomer[]; enterprise: DemoCustomer[] } = { person: [], enterprise: [] };
  #key: Principal | undefined;

  constructor(
    private readonly world: SeedWorld,
    private readonly store: BlobStore,
    private readonly present: Instant,
  ) {}

  async open(): Promise<void> {
    const many = (subject: Tale["subject"]) => TALES.filter((tale) => tale.subject === subject).length;
    this.#customers = {
      person: await demoCustomers(this.world, "person", many("person")),
      enterprise: await demoCustomers(this.world, "enterprise", many("enterprise")),
    };
    this.world.clock.set(addDuration(this.present, { hours: -40 * 24 }));
    this.#key = await demoKey(this.world);
  }

  async #do<R>(cmd: Command<never, R>, input: unknown, principal: Principal): Promise<R> {
    const call = { principal, input, key: newId(), requestId: newId() };
    const outcome = await execute(this.world.runtime, cmd as unknown as Command, call);
    if (!outcome.ok) throw new Error(`kyc: ${cmd.name}: ${outcome.code} ${JSON.stringify(outcome.params)}`);
    return outcome.result as R;
  }

  #person(email: string): Principal {
    const found = this.world.people.get(email);
    if (!found) throw new Error(`no ${email} among the demo people`);
    return found;
  }

  #at(tale: Tale, minutes: number): void {
    const moment = addDuration(this.present, { minutes: Math.round(minutes - tale.hoursAgo * 60) });
    this.world.clock.set(moment < this.present ? moment : this.present);
  }

  async play(tale: Tale, at: number): Promise<void> {
    const customer = this.#customers[tale.subject].pop();
    if (!customer) return;
    this.#at(tale, 0);
    const declared = declaredOf(customer, tale, at, shanghaiDate(this.present));
    const id = await this.#handIn(tale, customer, declared, at);
    if (tale.end.at === "collecting") return this.#bring(id, tale, tale.documents.slice(0, -1), declared, at);
    await this.#bring(id, tale, tale.documents, declared, at);
    if (tale.end.at === "reading") return;
    await this.#read(id, declared, at, tale.trouble);
    await this.#check(id, tale);
    await this.#decide(id, tale);
    if (tale.end.at !== "ask" || !tale.end.answered) return;
    this.#at(tale, UNTIL_TAKEN + 600);
    const again = { ...tale, documents: [tale.end.again], end: { at: "ready" } as End };
    const answer = await this.#handIn(again, customer, declared, at);
    await this.#bring(answer, again, again.documents, declared, at + 1_000);
    await this.#read(answer, declared, at + 1_000);
    await this.#check(answer, again);
  }

  async #handIn(tale: Tale, customer: DemoCustomer, declared: Declared, at: number): Promise<string> {
    const types = CHANNEL_TYPES.filter((type) => type !== "public-security" && type !== "business-registry");
    const channels = types.slice(0, tale.channels).map((type, n) => ({
      type,
      provider: `channel-${n + 1}`,
      outcome: "match" as const,
      at: this.world.clock.now(),
    }));
    const { purpose, subject, documents, requestedClass } = tale;
    const handed = {
      purpose,
      subject,
      declared,
      documents,
      channels,
      ...(tale.owners ? { owners: demoOwners(tale.owners) } : {}),
      ...(requestedClass ? { requestedClass } : {}),
    };
    const taken =
      tale.via === "api" && this.#key
        ? await this.#do(receiveSubmission as never, { customerRef: customer.ref, ...handed }, this.#key)
        : await this.#do(
            submitSubmission as never,
            { customer: customer.number, ...handed, faceToFace: at % 2 === 0 },
            this.#person(SERVICE),
          );
    return (taken as { id: string }).id;
  }

  async #bring(id: string, tale: Tale, kinds: readonly DocumentKind[], declared: Declared, at: number): Promise<void> {
    const who = this.#person(SERVICE);
    for (const kind of kinds) {
      // Two customers of this trouble hand in one picture of a person.
      const seed = tale.trouble === "same-face" ? 7 : at;
      const paper = await drawPaper(kind, declared, seed, tale.trouble);
      const subject = { type: "submission", id };
      const file = { subject, kind: "identity-proof", name: `${kind}.jpg`, bytes: paper.bytes.length };
      const { fileId } = (await this.#do(startUpload as never, file, who)) as { fileId: string };
      await this.#do(finishUpload as never, { fileId, received: paper.bytes.length }, who);
      await this.#do(attachDocument as never, { submissionId: id, kind, fileId }, who);
      await storePaper(this.world.runtime, WORKER, this.store, fileId, paper);
      this.#papers.set(fileId, paper);
    }
  }

  readonly #papers = new Map<string, Awaited<ReturnType<typeof drawPaper>>>();

  async #load<T>(
    id: string,
    pick: (documents: StoredDocument[], findings: Finding[], version: number) => T,
  ): Promise<T> {
    return inScope(this.world.runtime, WORKER, "read", async (scope) => {
      const submission = await loadSubmission(scope, id);
      if (!submission) throw new Error("a submission of the demo went missing");
      const findings = await loadFindings(scope, submission);
      return { keep: false, value: pick(await loadDocuments(scope, id), findings, submission.version) };
    });
  }

  async #read(id: string, declared: Declared, at: number, trouble?: Trouble): Promise<void> {
    for (const { id: documentId, fileId, kind, readState } of await this.#load(id, (documents) => documents)) {
      const paper = fileId === null ? undefined : this.#papers.get(fileId);
      if (!paper || readState !== "waiting") continue;
      const unread = trouble === "unread";
      await this.#do(
        recordReading as never,
        {
          documentId,
          fileId,
          readings: unread ? [] : readingsOf(kind, declared, at, trouble),
          quality: paper.quality,
          contentSha256: createHash("sha256").update(paper.bytes).digest("hex"),
          lookHash: paper.lookHash,
          problem: unread ? "not-readable" : null,
          failed: unread,
        },
        WORKER,
      );
    }
  }

  async #check(id: string, tale: Tale): Promise<void> {
    const version = await this.#load(id, (_documents, _findings, now) => now);
    const name = tale.trouble === "registry" ? "mismatch" : "match";
    const registry = {
      type: tale.subject === "person" ? "public-security" : "business-registry",
      outcome: name,
      answers: { name, idNumber: "match", idValidTo: "not-given" },
    };
    await this.#do(recordChecks as never, { submissionId: id, version, registry }, WORKER);
  }

  async #decide(id: string, tale: Tale): Promise<void> {
    const { end } = tale;
    const failing = await this.#load(id, (_documents, findings) => findings.some(({ outcome }) => outcome === "fail"));
    // An owner nobody knows stands in the way of a few: those wait.
    if (end.at === "accept" && failing) return;
    if (end.at !== "accept" && end.at !== "reject" && end.at !== "ask" && end.at !== "override") return;
    const who = this.#person(REVIEWER);
    this.#at(tale, UNTIL_TAKEN);
    const { rows } = await this.world.runtime.pool.query<{ id: string; version: number }>(
      "select id, version from work_items where kind = 'kyc-submission' and subject_id = $1 and state = 'open'",
      [id],
    );
    if (rows[0]) await this.#do(takeItem as never, { itemId: rows[0].id, version: rows[0].version }, who);
    this.#at(tale, UNTIL_TAKEN + 1);
    for (const document of await this.#load(id, (documents) => documents)) {
      const bad = (end.at === "reject" || end.at === "ask") && (end.at === "reject" || document.kind === end.again);
      const version = await this.#load(id, (_documents, _findings, now) => now);
      const decision = bad ? end.at : "accept";
      await this.#do(
        decideDocument as never,
        { documentId: document.id, version, decision, ...(bad ? { reason: end.reason } : {}) },
        who,
      );
    }
    const { version, failed } = await this.#load(id, (_documents, findings, now) => ({
      version: now,
      failed: [
        ...new Set(findings.filter(({ outcome }) => outcome === "fail").map(({ check }) => check)),
      ] as CheckName[],
    }));
    const about = { submissionId: id, version };
    if (end.at === "accept") await this.#do(acceptSubmission as never, about, who);
    if (end.at === "reject") await this.#do(rejectSubmission as never, { ...about, reasons: [] }, who);
    if (end.at === "ask") await this.#do(askSubmission as never, { ...about, documents: [], reasons: [] }, who);
    if (end.at === "override") {
      const note = "登记库信息未更新，已核对证件原件。";
      await this.#do(requestOverride as never, { ...about, checks: failed, reason: "registry-out-of-date", note }, who);
    }
  }

  /** Ends what ran out by now, as the night's work would have. */
  async lapse(): Promise<void> {
    await this.#do(lapseRequests as never, {}, WORKER);
  }
}

/** What a customer declares: what is on record of him, but for what the trouble says. */
function declaredOf(customer: DemoCustomer, tale: Tale, at: number, today: ReturnType<typeof shanghaiDate>): Declared {
  const read = readIdentityNumber(customer.declared.number);
  const { from, to } = validityOn(today, read.ok ? read.birthDate : undefined, at, tale.trouble);
  const { name, address, number: idNumber } = customer.declared;
  const phone = tale.trouble === "phone" ? customer.other.phone : customer.declared.phone;
  const common = { name, idValidFrom: from, idValidTo: to, phone, address };
  if (tale.subject === "enterprise") {
    return {
      ...common,
      idType: "business-licence",
      idNumber,
      businessScope: "软件开发；技术服务；电子产品销售",
      ...DEMO_REPRESENTATIVE,
    };
  }
  const born = read.ok ? { birthDate: read.birthDate, sex: read.sex } : {};
  const said = tale.trouble === "number" ? `${idNumber.slice(0, 17)}${idNumber.endsWith("5") ? "6" : "5"}` : idNumber;
  const occupation = customer.declared.occupation;
  const idType = read.ok ? "resident-id" : "passport";
  return { ...common, idType, idNumber: said, nationality: "CHN", ...born, ...(occupation ? { occupation } : {}) };
}
