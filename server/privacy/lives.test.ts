import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PRIVACY_POLICY } from "@/domain/privacy/policy";
import { addDuration, type Instant } from "@/domain/shared/time";
import { approveProposal, rejectProposal } from "@/server/approvals/commands/decide-approval";
import { approvalDetail } from "@/server/approvals/queries";
import { clocksHandlers } from "@/server/clocks/handlers";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { proposeFigure } from "@/server/rulebook/commands/propose-figure";
import { askPapers } from "./commands/ask-papers";
import { lapseRequest } from "./commands/lapse-request";
import { matchRequest } from "./commands/match-request";
import { proposeFee } from "./commands/propose-fee";
import { proposeRefusal } from "./commands/propose-refusal";
import { receiveRequest } from "./commands/receive-request";
import { settleFee } from "./commands/settle-fee";
import { verifyIdentity } from "./commands/verify-identity";
import { withdrawRequest } from "./commands/withdraw-request";
import { requestDetailQuery } from "./detail";
import { privacySchedules } from "./handlers";
import "./letter-words";
import {
  approved,
  clockOf,
  entered,
  lead,
  lettersOf,
  officer,
  paperOf,
  planned,
  rowOf,
  type Standing,
  service,
  somebody,
  taken,
  well,
} from "./testing";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

async function on<T>(moment: Instant, work: () => Promise<T>): Promise<T> {
  const now = house.clock.now();
  house.clock.set(moment);
  try {
    return await work();
  } finally {
    house.clock.set(now);
  }
}
const pending = async (id: string) =>
  (
    await house.rows<{ id: string; status: string }>(
      "select id, status from approvals where subject_id = $1 order by requested_at desc limit 1",
      [id],
    )
  )[0];
async function refusing({ id, version }: Standing): Promise<Standing> {
  const input = { id, version, ground: "vexatious" as const, note: "反复提出" };
  return well(await house.run(proposeRefusal, input, { as: officer(house) }));
}

describe("what waits for a second person", () => {
  it("ends by itself when nobody decides in time, and its request goes on where it was", async () => {
    const asked = [
      await refusing(await taken(house, await somebody(house))),
      await planned(house, await taken(house, await somebody(house), { type: "deletion" })),
    ];
    const job = privacySchedules.find(({ name }) => name === "privacy-expire-proposals");
    const run = () =>
      job?.run({ runtime: house.runtime, requestId: newId(), signal: new AbortController().signal } as never);
    await run();
    expect(await rowOf(house, asked[0]?.id ?? "")).toMatchObject({ state: "proposed" });
    await on(addDuration(house.clock.now(), { hours: PRIVACY_POLICY.proposalHours, minutes: 1 }), async () => {
      await run();
      await run();
    });
    for (const { id } of asked) {
      expect(await rowOf(house, id)).toMatchObject({ state: "working", ground: null });
      expect(await pending(id)).toMatchObject({ status: "expired" });
      expect(await clockOf(house, id)).toMatchObject({ state: "running" });
    }
  });

  it("is given back with a coded reason", async () => {
    const { id } = await refusing(await taken(house, await somebody(house)));
    const as = lead(house);
    await house.stepUp(as);
    const approvalId = (await pending(id))?.id ?? "";
    const input = { approvalId, decisionCode: "ground-thin", note: "理由不足" };
    expect(await house.run(rejectProposal, input, { as: officer(house) })).toMatchObject({ ok: false });
    well(await house.run(rejectProposal, input, { as }));
    expect(await rowOf(house, id)).toMatchObject({ state: "working", ground: null });
    expect(await lettersOf(house, id)).toEqual(["privacy.received"]);
  });

  it("falls when the requester takes back, whoever enters it, and nothing of it is carried out", async () => {
    const { id, version } = await planned(house, await taken(house, await somebody(house), { type: "deletion" }));
    const as = lead(house);
    const approvalId = (await pending(id))?.id ?? "";
    const seen = await house.ask(approvalDetail, { approvalId }, { as });
    const back = { id, version, note: "客户来电撤回" };
    well(await house.run(withdrawRequest, back, { as: service(house) }));
    expect(await rowOf(house, id)).toMatchObject({ state: "withdrawn" });
    await house.stepUp(as);
    const yes = { approvalId, seenDigest: seen.current?.digest ?? "" };
    const decided = await house.run(approveProposal, yes, { as });
    expect(decided.ok && (decided.result as { status?: string }).status === "approved").toBe(false);
    expect(await rowOf(house, id)).toMatchObject({ state: "withdrawn" });
    expect(await lettersOf(house, id)).not.toContain("privacy.erased");
    expect(await house.rows("select 1 from retention_entries where request_id = $1", [id])).toEqual([]);
  });
});

describe("a fee for another copy", () => {
  it("is told once it was agreed to, with its sum, and the copy waits for the customer's yes", async () => {
    const of = await somebody(house);
    const first = await taken(house, of, { type: "copy" });
    await house.rows("update privacy_requests set package_state = 'ready' where id = $1", [first.id]);
    const { id, version } = await taken(house, of, { type: "access" });
    const dear = { id, version, amountMinor: PRIVACY_POLICY.feeMostMinor + 1n };
    expect(await house.run(proposeFee, dear, { as: officer(house) })).toMatchObject({ code: "privacy.fee.too-high" });
    const quoted = well(await house.run(proposeFee, { ...dear, amountMinor: 1_500n }, { as: officer(house) }));
    expect(await lettersOf(house, id)).not.toContain("privacy.fee");
    const accept = (at: number) => house.run(settleFee, { id, version: at, as: "accepted" }, { as: officer(house) });
    expect(await accept(quoted.version)).toMatchObject({ code: "privacy.fee.not-now" });
    const shown = await house.ask(requestDetailQuery, { id }, { as: lead(house) });
    expect(shown.fee?.approval?.number).toBe(quoted.approval);
    well(await approved(house, id));
    const [letter] = await house.rows<{ params: object }>(
      "select params from customer_letters where subject_id = $1 and template = 'privacy.fee'",
      [id],
    );
    expect(letter?.params).toMatchObject({ amountMinor: "1500", currency: "CNY" });
    well(await accept(quoted.version + 1));
    const detail = await house.ask(requestDetailQuery, { id }, { as: lead(house) });
    expect(detail.fee).toMatchObject({ state: "accepted", amountMinor: 1_500n });
    expect((await clockOf(house, id))?.state).toBe("running");
  });

  it("is given up when it is not agreed to, waived or not decided in time; another may be proposed", async () => {
    const of = await somebody(house);
    const first = await taken(house, of, { type: "copy" });
    await house.rows("update privacy_requests set package_state = 'ready' where id = $1", [first.id]);
    const { id, version } = await taken(house, of, { type: "access" });
    const quote = (at: number, amountMinor: bigint) =>
      house.run(proposeFee, { id, version: at, amountMinor }, { as: officer(house) });
    const one = well(await quote(version, 2_000n));
    const as = lead(house);
    await house.stepUp(as);
    const approvalId = (await pending(id))?.id ?? "";
    const no = { approvalId, decisionCode: "to-complete", note: "金额偏高" };
    expect(await house.run(rejectProposal, no, { as })).toMatchObject({ ok: true });
    const { fee } = await house.ask(requestDetailQuery, { id }, { as });
    expect(fee).toBeNull();
    const two = well(await quote(one.version + 1, 1_000n));
    const waived = well(await house.run(settleFee, { id, version: two.version, as: "waived" }, { as: officer(house) }));
    const ends = "select status from approvals where subject_id = $1 order by number";
    expect(await house.rows(ends, [id])).toEqual([{ status: "rejected" }, { status: "withdrawn" }]);
    const shown = await house.ask(requestDetailQuery, { id }, { as });
    expect(shown.fee).toMatchObject({ state: "waived", approval: null });
    expect(await lettersOf(house, id)).not.toContain("privacy.fee");
    expect(waived.version).toBe(shown.version);
  });
});

describe("who asks for another", () => {
  it.each([
    ["agent", ["identity-document", "power-of-attorney"]],
    ["next-of-kin", ["identity-document", "kinship-proof", "death-proof", "interest-statement"]],
  ] as const)("%s: is proven by all his papers, seen in the files, and by nothing less", async (requester, papers) => {
    const person = { name: "苏某某", contact: "15400009999" };
    const { id, version } = await entered(house, await somebody(house), { requester, person });
    const verify = (shown: readonly string[], way: "counter" | "checked-papers" = "checked-papers") =>
      house.run(verifyIdentity, { id, version, way, papers: shown as never }, { as: officer(house) });
    expect(await verify([], "counter")).toMatchObject({ ok: false });
    expect(await verify(papers.slice(1))).toMatchObject({ code: "privacy.identity.papers-missing" });
    expect(await verify(papers)).toMatchObject({ code: "privacy.identity.papers-missing" });
    for (const _ of papers) await paperOf(house, id);
    expect(well(await verify(papers))).toMatchObject({ state: "verified" });
    const detail = await house.ask(requestDetailQuery, { id }, { as: lead(house) });
    expect(JSON.stringify(detail)).not.toContain(person.contact);
  });

  it("next of kin do not have his service closed", async () => {
    const person = { name: "苏某某", contact: "15400009999" };
    await expect(
      entered(house, await somebody(house), { requester: "next-of-kin", type: "closure", person }),
    ).rejects.toThrow("privacy.requester.type-not-for-kin");
  });
});

describe("a request nobody could be found for", () => {
  it("is matched by hand, once, or lapses by hand", async () => {
    const sent = async () => {
      const statusHash = newId().replaceAll("-", "").padEnd(64, "0");
      const input = {
        type: "access" as const,
        requester: "subject" as const,
        name: "查无此人",
        phone: "15499990009",
        person: null,
        words: "查阅",
        asked: {},
        statusHash,
      };
      const principal = house.system("system:public-form");
      well(await execute(house.runtime, receiveRequest, { principal, input, key: newId(), requestId: "form" }));
      const [row] = await house.rows<{ id: string }>("select id from privacy_requests where status_hash = $1", [
        Buffer.from(statusHash, "hex"),
      ]);
      return row?.id ?? "";
    };
    const id = await sent();
    const { customerId } = await somebody(house);
    const match = (version: number) => house.run(matchRequest, { id, version, customerId }, { as: officer(house) });
    expect(await match(9)).toMatchObject({ code: "privacy.request.stale" });
    well(await match(1));
    expect(await rowOf(house, id)).toMatchObject({ customer_id: customerId, state: "received" });
    expect(await lettersOf(house, id)).toEqual(["privacy.received"]);
    expect(await match(2)).toMatchObject({ code: "privacy.request.not-now" });
    const other = await sent();
    const lapse = { id: other, version: 1, note: "无法联系" };
    well(await house.run(lapseRequest, lapse, { as: officer(house) }));
    expect(await rowOf(house, other)).toMatchObject({ state: "lapsed", lapse_reason: "never-proven" });
    expect(await clockOf(house, other)).toMatchObject({ state: "cancelled" });
    const proven = await taken(house, await somebody(house));
    const late = { ...proven, note: "无法联系" };
    expect(await house.run(lapseRequest, late, { as: officer(house) })).toMatchObject({
      code: "privacy.request.not-now",
    });
  });
});

describe("a change of the law", () => {
  it("moves the day worked to and the day without pauses, of what stood still too", async () => {
    const plain = await entered(house, await somebody(house), { type: "copy" });
    const asked = await entered(house, await somebody(house), { type: "copy" });
    const papers = { id: asked.id, version: asked.version, papers: ["identity-document" as const] };
    well(await house.run(askPapers, papers, { as: officer(house) }));
    const days = async ({ id }: { id: string }) => {
      const { dueRaw, receiptDue } = await house.ask(requestDetailQuery, { id }, { as: lead(house) });
      return { dueRaw, receiptDue };
    };
    const [before, stood] = [await days(plain), await days(asked)];
    expect(stood.receiptDue).toBe(before.receiptDue);
    const change = {
      ruleId: "mipriv-request-15wd",
      figures: [{ name: "days", value: "10" }],
      from: "2026-10-09",
      reasonCode: "law-amended",
      sourceReference: "令〔2026〕10号",
      note: "缩短",
    };
    const made = well(await house.run(proposeFigure, change as never, { as: house.as("compliance-officer") }));
    const { approvalId } = made as { approvalId: string };
    const as = lead(house);
    await house.stepUp(as);
    const shown = await house.ask(approvalDetail, { approvalId, token: null }, { as });
    const seenDigest = shown.current?.digest ?? shown.proposed.digest;
    well(await house.run(approveProposal, { approvalId, seenDigest, token: null }, { as }));
    const [handler] = clocksHandlers;
    for (const job of await house.jobs("clocks.deadlines.touched")) {
      const principal = house.system("system:worker");
      const { signal } = new AbortController();
      const context = { runtime: house.runtime, principal, eventId: job.eventId, attempt: 1, requestId: "r", signal };
      await handler?.run(context, job.payload);
    }
    const [after, moved] = [await days(plain), await days(asked)];
    expect(after.dueRaw < before.dueRaw).toBe(true);
    expect(after.receiptDue).toBe(after.dueRaw);
    expect(moved.receiptDue).toBe(after.receiptDue);
  });
});
