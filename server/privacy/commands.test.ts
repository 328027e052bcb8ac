import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Command, execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { type House, MALL, openHouse, PAY } from "@/server/kernel/testing/house";
import { answerRequest } from "./commands/answer-request";
import { askPapers } from "./commands/ask-papers";
import { deleteWords } from "./commands/delete-words";
import { escalateRequest } from "./commands/escalate-request";
import { expireProposal } from "./commands/expire-proposal";
import { expireRequest } from "./commands/expire-request";
import { finishClosing } from "./commands/finish-closing";
import { lapseRequest } from "./commands/lapse-request";
import { matchClaim } from "./commands/match-claim";
import { matchRequest } from "./commands/match-request";
import { preparePackage } from "./commands/prepare-package";
import { proposeCorrection } from "./commands/propose-correction";
import { proposeErasure } from "./commands/propose-erasure";
import { proposeFee } from "./commands/propose-fee";
import { proposeRefusal } from "./commands/propose-refusal";
import { receiveRequest } from "./commands/receive-request";
import { recordCodeAnswer } from "./commands/record-code-answer";
import { recordFormAnswer } from "./commands/record-form-answer";
import { registerAssertion } from "./commands/register-assertion";
import { registerRequest } from "./commands/register-request";
import { releaseRestriction } from "./commands/release-restriction";
import { sendCode } from "./commands/send-code";
import { settleFee } from "./commands/settle-fee";
import { startWork } from "./commands/start-work";
import { verifyIdentity } from "./commands/verify-identity";
import { withdrawRequest } from "./commands/withdraw-request";
import "./letter-words";
import { asked, entered, somebody, taken } from "./testing";

let house: House;
/** One nobody has proven, and one that is worked on; both of one customer. */
let unproven: { id: string; version: number };
let working: { id: string; version: number };
let customerId: string;
beforeAll(async () => {
  house = await openHouse();
  const of = await somebody(house);
  customerId = of.customerId;
  unproven = await entered(house, of, { type: "access" });
  working = await taken(house, of, { type: "decision-explanation" });
});
afterAll(() => house.close());

type Seen = { readonly id: string; readonly version: number };
type Case = {
  readonly command: Command;
  /** What is put in about a request. */
  readonly input: (of: Seen) => object;
  readonly of: "unproven" | "working";
  /** What the request as it stands is refused for. */
  readonly code: string;
  /** Who may: a person's role, or the system by a name. */
  readonly by: "privacy-officer" | "customer-service" | "system:worker" | "system:public-form";
};
const asCommand = (command: unknown) => command as Command;
const papers = ["identity-document"];
const [officer, service] = ["privacy-officer", "customer-service"] as const;
const desk = (command: unknown, of: Case["of"], code: string, more: object = {}, by: Case["by"] = officer): Case => ({
  command: asCommand(command),
  input: ({ id, version }) => ({ id, version, ...more }),
  of,
  code,
  by,
});
const system = (command: unknown, of: Case["of"], code: string, more: object = {}): Case => ({
  command: asCommand(command),
  input: ({ id }) => ({ requestId: id, ...more }),
  of,
  code,
  by: "system:worker",
});
const NOT_NOW = "privacy.request.not-now";
const UNPROVEN = "privacy.request.not-proven";
const OTHER = "privacy.request.other-type";

const CASES: readonly Case[] = [
  desk(answerRequest, "unproven", UNPROVEN, { outcome: "fulfilled", answer: "已答复" }),
  desk(askPapers, "working", NOT_NOW, { papers }),
  desk(lapseRequest, "working", NOT_NOW, { note: "无法联系" }),
  desk(preparePackage, "working", OTHER),
  desk(proposeCorrection, "working", OTHER, {
    items: [{ field: "occupation", value: "engineer" }],
    evidenceIds: [],
  }),
  desk(proposeErasure, "working", OTHER, { digest: "x", note: "说明" }),
  desk(proposeFee, "working", "privacy.fee.free-copy", { amountMinor: 100n }),
  desk(proposeRefusal, "unproven", "privacy.refusal.ground-not-allowed", { ground: "vexatious", note: "说明" }),
  desk(recordCodeAnswer, "unproven", "privacy.identity.code-missing", { code: "123456" }, service),
  desk(sendCode, "working", NOT_NOW, {}, service),
  desk(settleFee, "working", "privacy.fee.not-now", { as: "waived" }),
  desk(startWork, "unproven", UNPROVEN),
  desk(verifyIdentity, "working", NOT_NOW, { way: "counter", papers: [] }),
  {
    ...desk(matchRequest, "unproven", NOT_NOW),
    input: ({ id, version }) => ({ id, version, customerId }),
  },
  { ...desk(releaseRestriction, "working", OTHER), input: ({ id }) => ({ id, way: "counter" }) },
  system(deleteWords, "working", "privacy.words.kept"),
  system(escalateRequest, "working", NOT_NOW),
  system(expireRequest, "unproven", NOT_NOW),
  system(finishClosing, "working", NOT_NOW),
  {
    ...system(recordFormAnswer, "unproven", NOT_NOW, { answer: "123456" }),
    by: "system:public-form",
  },
];
const named = CASES.map((one) => [one.command.name, one] as const);

const principal = ({ by }: Case, programme = PAY) =>
  by.startsWith("system:")
    ? ({ kind: "system", name: by, programmeId: programme.programmeId } as never)
    : house.as(by as "privacy-officer", { programme });
const told = ({ of }: Case) => (of === "working" ? working : unproven);
const run = (one: Case, as: unknown, input: object) =>
  execute(house.runtime, one.command, { principal: as as never, input, key: newId(), requestId: "test" });

describe("every command about a request", () => {
  it.each(named)("%s: refuses what does not fit, and changes nothing", async (_name, one) => {
    const before = await house.rows("select version, state from privacy_requests where id = $1", [told(one).id]);
    expect(await run(one, principal(one), one.input(told(one)))).toMatchObject({ ok: false, code: one.code });
    expect(await house.rows("select version, state from privacy_requests where id = $1", [told(one).id])).toEqual(
      before,
    );
  });

  it.each(named)("%s: is not found from another programme", async (_name, one) => {
    await expect(run(one, principal(one, MALL as never), one.input(told(one)))).rejects.toThrow("not-found");
  });

  it.each(named)("%s: is denied to who has no right", async (_name, one) => {
    for (const role of ["kyc-reviewer", "administrator"] as const) {
      const answer = await run(one, house.as(role), one.input(told(one)));
      expect([role, answer]).toMatchObject([role, { ok: false, code: "kernel.permission.denied" }]);
    }
  });

  it.each(named.filter(([, { by, input }]) => !by.startsWith("system:") && "version" in input({ id: "", version: 1 })))(
    "%s: refuses what has changed since it was seen",
    async (_name, one) => {
      const { id } = told(one);
      expect(await run(one, principal(one), one.input({ id, version: 99 }))).toMatchObject({
        code: "privacy.request.stale",
      });
    },
  );
});

describe("the rest", () => {
  it("enters for nobody of another programme, and lets nobody enter without the right", async () => {
    const input = asked(house, { customerId });
    await expect(
      house.run(registerRequest, input, { as: house.as("customer-service", { programme: MALL }) }),
    ).rejects.toThrow("not-found");
    expect(await house.run(registerRequest, input, { as: house.as("auditor") })).toMatchObject({
      code: "kernel.permission.denied",
    });
    const now = house.clock.now();
    const word = { customerId, type: "access" as const, receivedAt: now, signedInAt: now, words: "查阅" };
    expect(await house.run(registerAssertion, word as never, { as: house.as("auditor") })).toMatchObject({
      code: "kernel.permission.denied",
    });
    const back = { id: unproven.id, version: unproven.version, note: "撤回" };
    expect(await house.run(withdrawRequest, back, { as: house.as("auditor") })).toMatchObject({
      code: "kernel.permission.denied",
    });
    await expect(
      house.run(withdrawRequest, back, { as: house.as("customer-service", { programme: MALL }) }),
    ).rejects.toThrow("not-found");
  });

  it("takes the public's requests from the form alone, and expires and matches by the worker alone", async () => {
    const input = {
      type: "access" as const,
      requester: "subject" as const,
      name: "查无此人",
      phone: "15499990010",
      person: null,
      words: "查阅",
      asked: {},
      statusHash: "a".repeat(64),
    };
    expect(await house.run(receiveRequest, input, { as: house.as("customer-service") })).toMatchObject({
      code: "kernel.permission.denied",
    });
    const requestId = unproven.id;
    expect(await house.run(matchClaim, { requestId }, { as: house.as("privacy-officer") })).toMatchObject({
      code: "kernel.permission.denied",
    });
    await expect(house.run(matchClaim, { requestId }, { as: house.system("system:worker", MALL) })).rejects.toThrow(
      "not-found",
    );
    await expect(
      house.run(expireProposal, { approvalId: newId() }, { as: house.system("system:worker") }),
    ).rejects.toThrow("not-found");
    expect(await house.run(expireProposal, { approvalId: newId() }, { as: house.as("privacy-officer") })).toMatchObject(
      {
        code: "kernel.permission.denied",
      },
    );
  });
});
