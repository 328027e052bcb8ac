import "@/server/all";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RequestType } from "@/domain/privacy/model";
import { closingRoad } from "@/server/closures/testing";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse, PAY } from "@/server/kernel/testing/house";
import { given } from "@/server/objections/testing";
import { preparePackage } from "@/server/privacy/commands/prepare-package";
import { proposeRefusal } from "@/server/privacy/commands/propose-refusal";
import { recordFormAnswer } from "@/server/privacy/commands/record-form-answer";
import { registerRequest } from "@/server/privacy/commands/register-request";
import { verifyIdentity } from "@/server/privacy/commands/verify-identity";
import { requestDetailQuery } from "@/server/privacy/detail";
import { erasurePreviewQuery } from "@/server/privacy/queries";
import {
  approved,
  asked,
  clockOf,
  entered,
  lettersOf,
  officer,
  paperOf,
  planned,
  rowOf,
  service,
  somebody,
  taken,
  well,
} from "@/server/privacy/testing";
import { matchedForm } from "./support/form-request";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const CHILD = "2014-05-06";
const GUARDIAN = { name: "苏某某", contact: "15400009998" };

describe("a guardian who is not", () => {
  it("is refused for one who is of age, at the desk and by the form, where nobody is told anything", async () => {
    const grown = await somebody(house);
    const input = asked(house, grown, { requester: "guardian", person: GUARDIAN, type: "minor-data" });
    await expect(entered(house, grown, input)).rejects.toThrow("privacy.requester.not-minor");
    const own = asked(house, grown, { type: "minor-data" });
    await expect(entered(house, grown, own)).rejects.toThrow("privacy.requester.minor-only");
    const { id } = await matchedForm(house, grown, { requester: "guardian", type: "deletion", person: GUARDIAN });
    expect(await rowOf(house, id)).toMatchObject({ state: "received", customer_id: null });
    expect(await lettersOf(house, id)).toEqual([]);
    expect(await clockOf(house, id)).toMatchObject({ state: "running" });
  });

  it("of a child shows nothing and does nothing without his papers, and is refused by two people on the ground of it", async () => {
    const child = await somebody(house, { bornOn: CHILD });
    const { id, version } = await entered(house, child, { requester: "guardian", type: "deletion", person: GUARDIAN });
    const prove = (way: "counter" | "checked-papers", papers: readonly string[]) =>
      house.run(verifyIdentity, { id, version, way, papers: papers as never }, { as: officer(house) });
    expect(await prove("counter", [])).toMatchObject({ ok: false });
    await paperOf(house, id);
    expect(await prove("checked-papers", ["identity-document"])).toMatchObject({
      code: "privacy.identity.papers-missing",
    });
    await expect(house.ask(erasurePreviewQuery, { id }, { as: officer(house) })).rejects.toThrow("invalid");
    // Nobody sends a code to the child's telephone for him, and no answer to one proves him.
    const { may } = await house.ask(requestDetailQuery, { id }, { as: officer(house) });
    expect(may).toMatchObject({ sendCode: false, recordCode: false, proposeErasure: false, preparePackage: false });
    const before = await house.rows("select 1 from retention_entries where customer_id = $1", [child.customerId]);
    const refusal = { id, version, ground: "not-guardian" as const, note: "材料不能证明监护关系" };
    well(await house.run(proposeRefusal, refusal, { as: officer(house) }));
    well(await approved(house, id));
    expect(await rowOf(house, id)).toMatchObject({ state: "answered", outcome: "refused", ground: "not-guardian" });
    expect(await house.rows("select 1 from retention_entries where customer_id = $1", [child.customerId])).toEqual(
      before,
    );
    const [letter] = await house.rows<{ params: object }>(
      "select params from customer_letters where subject_id = $1 and template = 'privacy.refused'",
      [id],
    );
    expect(letter?.params).toMatchObject({ ground: "not-entitled" });
    expect(JSON.stringify(letter)).not.toContain(GUARDIAN.name);
  });
});

describe("two requests of one person", () => {
  it("of one type at once from two desks: one is entered, the other is told its number", async () => {
    const who = await somebody(house);
    const input = asked(house, who);
    const both = await Promise.all(
      [service(house), officer(house)].map((as) => house.run(registerRequest, input, { as })),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ code: "privacy.request.already-open" });
    const rows = await house.rows("select 1 from privacy_requests where customer_id = $1", [who.customerId]);
    expect(rows).toHaveLength(1);
  });

  it("of one type by desk and form, proven at the same moment: whichever is first goes on, the other goes with it", async () => {
    const who = await somebody(house);
    const desk = await entered(house, who);
    const form = await matchedForm(house, who, {});
    const version = Number((await rowOf(house, desk.id)).version);
    const atDesk = { id: desk.id, version, way: "counter" as const, papers: [] };
    await Promise.all([
      house.run(verifyIdentity, atDesk, { as: officer(house) }),
      answerForm(form.id, await form.code()),
    ]);
    await expectOne(desk.id, form.id);
  });

  it("of one type twice by the form, proven at the same moment: exactly one goes on", async () => {
    const who = await somebody(house);
    const [one, two] = [await matchedForm(house, who, {}), await matchedForm(house, who, {})];
    const codes = [await one.code(), await two.code()] as const;
    await Promise.all([answerForm(one.id, codes[0]), answerForm(two.id, codes[1])]);
    await expectOne(one.id, two.id);
  });

  it("to see and to delete: what he asked to see keeps what would go until it is answered", async () => {
    const who = await closed();
    const see = await taken(house, who, { type: "access" });
    const deletion = await taken(house, who, { type: "deletion" });
    const lines = async () => (await house.ask(erasurePreviewQuery, { id: deletion.id }, { as: officer(house) })).lines;
    const open = (await lines()).flatMap((line) => line.open.map(({ code, subject }) => [code, subject?.id]));
    expect(open).toContainEqual(["privacy-request", see.id]);
    const proposed = await planned(house, deletion);
    const made = well(await house.run(preparePackage, see, { as: officer(house) }));
    expect(made).toMatchObject({ id: see.id });
    // Answered meanwhile: what was agreed to is another plan by now, and nobody carries the old one out.
    await house.rows(
      "update privacy_requests set state = 'answered', outcome = 'fulfilled', package_state = 'ready', ended_at = $2 where id = $1",
      [see.id, house.clock.now()],
    );
    expect((await lines()).flatMap((line) => line.open)).toEqual([]);
    const decided = await approved(house, proposed.id);
    expect(decided.ok && (decided.result as { status?: string }).status === "approved").toBe(false);
    expect(await rowOf(house, deletion.id)).toMatchObject({ state: "working" });
    expect(await house.rows("select 1 from retention_entries where request_id = $1", [deletion.id])).toEqual([]);
  });

  it("sent by a stranger in his name keeps nothing of him and stands in nobody's way", async () => {
    const who = await somebody(house);
    await matchedForm(house, who, { type: "access" });
    const { id } = await taken(house, who, { type: "deletion" });
    const { lines } = await house.ask(erasurePreviewQuery, { id }, { as: officer(house) });
    expect(lines.flatMap((line) => line.open)).toEqual([]);
    expect(await entered(house, who, { type: "access" })).toMatchObject({ id: expect.any(String) });
  });
});

describe("a request while an account is frozen", () => {
  it("is answered like any other; a deletion names what is open, and a closing does not get past it", async () => {
    const { account, measureId } = await given(house, "authority");
    const about = { customerId: account.customerId };
    const access = await taken(house, about, { type: "access" });
    expect(well(await house.run(preparePackage, access, { as: officer(house) }))).toMatchObject({ id: access.id });
    await house.rows("update privacy_requests set state = 'withdrawn', ended_at = $2 where id = $1", [
      access.id,
      house.clock.now(),
    ]);
    await house.rows("update accounts set status = 'closed', closed_on = '2010-10-01' where id = $1", [
      account.accountId,
    ]);
    const { id } = await taken(house, about, { type: "deletion" });
    const { lines } = await house.ask(erasurePreviewQuery, { id }, { as: officer(house) });
    const blocked = lines.filter(({ disposition }) => disposition === "blocked");
    expect(blocked.flatMap(({ open }) => open.map(({ subject }) => subject?.id))).toContain(measureId);
    await house.rows("update accounts set status = 'open', closed_on = null where id = $1", [account.accountId]);
    const closing = await planned(house, await taken(house, about, { type: "closure" }));
    well(await approved(house, closing.id));
    await closingRoad(house).work();
    expect(await rowOf(house, closing.id)).toMatchObject({ state: "working" });
    const [closure] = await house.rows<{ state: string }>("select state from closures where subject_id = $1", [
      closing.id,
    ]);
    expect(closure).toMatchObject({ state: "stopped" });
  });

  it.each(["access", "deletion", "marketing-off", "decision-explanation"] as const)(
    "nobody outside knows of: %s runs by the same clock, letters, states and rights",
    async (type) => {
      const { account: watched } = await given(house, "authority", { secret: true });
      const quiet = await makeAccount(house);
      expect(await course(watched.customerId, type)).toEqual(await course(quiet.customerId, type));
    },
  );
});

/** All that is seen of a request from its entry until somebody works on it, without what tells one from another. */
async function course(customerId: string, type: RequestType) {
  const details = type === "marketing-off" ? { asked: { channels: ["sms"] } } : {};
  const { id, version } = await entered(house, { customerId }, { type, ...details });
  const shown = async () => {
    const detail = await house.ask(requestDetailQuery, { id }, { as: officer(house) });
    const { state, timing, dueRaw, receiptDue, provisional, may, grounds, basis, daysLost, late } = detail;
    return { state, timing, dueRaw, receiptDue, provisional, may, grounds, basis, daysLost, late };
  };
  const received = await shown();
  const input = { id, version, way: "counter" as const, papers: [] };
  const verified = await house.run(verifyIdentity, input, { as: officer(house) });
  return {
    received,
    verified: verified.ok && { ...verified.result, id: "" },
    after: await shown(),
    letters: await lettersOf(house, id),
    clock: await clockOf(house, id),
    items: (await items(id)).length,
  };
}

/** Of two requests one is proven and stands on the worklist, whichever came first; the other went with it. */
async function expectOne(one: string, two: string): Promise<void> {
  const rows = [await rowOf(house, one), await rowOf(house, two)];
  expect(rows.map(({ state }) => state).toSorted()).toEqual(["lapsed", "verified"]);
  const joined = rows[0]?.state === "lapsed" ? { row: rows[0], to: two } : { row: rows[1], to: one };
  expect(joined.row).toMatchObject({ lapse_reason: "joined", joined_to: joined.to });
  expect(await items(one, two)).toHaveLength(1);
}

const items = (...ids: string[]) =>
  house.rows("select 1 from work_items where subject_id = any($1) and state = 'open'", [ids]);

const answerForm = (requestId: string, answer: string) =>
  execute(house.runtime, recordFormAnswer, {
    principal: house.system("system:public-form", PAY),
    input: { requestId, answer },
    key: newId(),
    requestId: "form",
  });

/** Somebody whose only account was closed so long ago that no term runs any more. */
async function closed() {
  const account = await makeAccount(house);
  await house.rows(
    "update accounts set status = 'closed', opened_on = '2000-01-01', closed_on = '2001-10-01' where id = $1",
    [account.accountId],
  );
  return account;
}
