import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays, shanghaiDate } from "@/domain/shared/time";
import { newId } from "@/server/kernel/new-id";
import { inScope, type Scope } from "@/server/kernel/scope";
import type { MadeAccount } from "@/server/kernel/testing/factories";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { lapseWaiting } from "./lapse";
import { askForPapers, withdrawRequest } from "./papers";
import { openRequest } from "./requests";
import { DECLARED, handIn, kycDesk, reading } from "./testing";
import { validCopyOnFile } from "./valid-copy";

let house: House;
let desk: ReturnType<typeof kycDesk>;
beforeAll(async () => {
  house = await openHouse();
  desk = kycDesk(house, { read: (kind) => ({ readings: [reading(kind, "name", "测试甲")] }) });
});
afterAll(() => house.close());

const asWorker = <T>(work: (scope: Scope) => Promise<T>): Promise<T> =>
  inScope(house.runtime, house.system("system:worker"), "write", async (scope) => ({
    keep: true,
    value: await work(scope),
  }));
const stateOf = async (id: string) =>
  (await house.rows("select status from kyc_submissions where id = $1", [id]))[0]?.status;
const request = async (id: string) => (await house.rows("select * from kyc_requests where id = $1", [id]))[0];

/** A submission asked again about one of its papers, as the bench leaves it. */
async function asked(kinds: readonly ("id-front" | "id-back")[] = ["id-front", "id-back"]) {
  const { id, customer } = await desk.ready({ documents: kinds });
  await house.rows("update kyc_submissions set status = 'asked' where id = $1", [id]);
  const opened = await asWorker((scope) =>
    openRequest(scope, {
      customerId: customer.customerId,
      ground: "asked-again",
      submissionId: id,
      documents: ["id-front"],
      reasons: ["glare"],
    }),
  );
  return { id, customer, opened };
}

describe("a request to a customer", () => {
  it("has a number, a day the house wishes for, and an entry without personal data", async () => {
    const { opened } = await asked();
    expect(opened.number).toMatch(/^KR-\d{6}$/);
    expect(opened.dueOn > shanghaiDate(house.clock.now())).toBe(true);
    expect(opened.audit).toMatchObject({
      kind: "kyc.request.open",
      data: { documents: ["id-front"], reasons: ["glare"] },
    });
    expect(await request(opened.id)).toMatchObject({ state: "open", ground: "asked-again" });
  });

  it("is answered by a submission, which brings along what was not asked for again", async () => {
    const { id, customer, opened } = await asked();
    const made = await handIn(house, {
      customer,
      documents: ["id-front"],
      declared: { phone: "19900000009" },
      requestId: opened.id,
    });
    if (!made.outcome.ok) throw new Error(made.outcome.code);
    const answer = made.outcome.result.id;
    expect(await stateOf(id)).toBe("superseded");
    expect(await request(opened.id)).toMatchObject({ state: "answered", answered_by: answer });
    await desk.settle(await desk.attach(answer, "id-front", made.as));
    expect(await desk.advance(answer)).toBe("checked");
    const documents = await house.rows(
      "select kind, read_state, state, reading_sealed is not null as sealed from kyc_documents where submission_id = $1 order by kind",
      [answer],
    );
    expect(documents).toEqual([
      { kind: "id-back", read_state: "read", state: "waiting", sealed: true },
      { kind: "id-front", read_state: "read", state: "waiting", sealed: true },
    ]);
    const [row] = await house.rows(
      "select leaf::json -> 'data' ->> 'fields' as fields from audit_entries where subject_id = $1 and kind = 'kyc.submission.submit'",
      [answer],
    );
    expect(row?.fields).toContain("idNumber");
  });

  it("is found by a submission that takes its place without naming it", async () => {
    const { id, customer, opened } = await asked();
    const made = await handIn(house, { customer, documents: ["id-front"] });
    expect(made.outcome.ok).toBe(true);
    expect(await stateOf(id)).toBe("superseded");
    expect(await request(opened.id)).toMatchObject({ state: "answered" });
  });

  it("of another customer, or one that has ended, is not answered", async () => {
    const { opened, customer } = await asked();
    const stranger = await handIn(house, { requestId: opened.id });
    expect(stranger.outcome).toMatchObject({ code: "kyc.request.other-customer" });
    await asWorker((scope) => withdrawRequest(scope, opened.id));
    const late = await handIn(house, { customer, requestId: opened.id });
    expect(late.outcome).toMatchObject({ code: "kyc.request.closed" });
    expect(await asWorker((scope) => withdrawRequest(scope, opened.id))).toBeNull();
    const other = await makeAccount(house, { programme: MALL });
    const theirs = await handIn(house, { customer: other, programme: MALL, requestId: opened.id });
    expect(theirs.outcome).toMatchObject({ code: "kyc.request.none" });
  });

  it("lapses the day after its day, once, and lays its submission aside", async () => {
    const { id, opened } = await asked();
    const review = newId();
    const customer = await makeAccount(house);
    const papers = await asWorker((scope) =>
      askForPapers(scope, {
        customerId: customer.customerId,
        ground: "re-verification",
        subjectId: review,
        documents: ["passport"],
        reasons: ["expired"],
      }),
    );
    const before = house.clock.now();
    house.clock.set(`${opened.dueOn}T23:59:00+08:00`);
    expect(await lapseWaiting(house.runtime, { requestId: newId() })).toBe(0);
    house.clock.set(`${addDays(opened.dueOn, 1)}T00:20:00+08:00`);
    expect(await lapseWaiting(house.runtime, { requestId: newId() })).toBeGreaterThan(1);
    expect(await lapseWaiting(house.runtime, { requestId: newId() })).toBe(0);
    expect(await stateOf(id)).toBe("lapsed");
    expect(await request(papers.id)).toMatchObject({ state: "lapsed" });
    const told = (await house.jobs("kyc.request.lapsed")).map(({ payload }) => payload);
    expect(told).toContainEqual(
      expect.objectContaining({ requestId: papers.id, subjectId: review, submissionId: null }),
    );
    expect(told).toContainEqual(expect.objectContaining({ requestId: opened.id, submissionId: id }));
    house.clock.set(before);
  });

  it("leaves incomplete submissions a month", async () => {
    const made = await handIn(house);
    if (!made.outcome.ok) throw new Error(made.outcome.code);
    const before = house.clock.now();
    house.clock.set(`${addDays(shanghaiDate(before), 31)}T12:00:00+08:00`);
    await lapseWaiting(house.runtime, { requestId: newId() });
    expect(await stateOf(made.outcome.result.id)).toBe("lapsed");
    house.clock.set(before);
  });
});

describe("a valid copy on file", () => {
  const accepted = async (validTo: string | null): Promise<MadeAccount> => {
    const { id, customer } = await desk.ready({ declared: { ...DECLARED, name: "测试乙" } });
    await house.rows("update kyc_submissions set status = 'accepted', decided_at = $2 where id = $1", [
      id,
      house.clock.now(),
    ]);
    await house.rows("update kyc_documents set state = 'accepted' where submission_id = $1", [id]);
    await house.rows(
      `insert into identity_documents (id, programme_id, legal_entity_id, customer_id, type, number_sealed, valid_to, status, submission_id, created_at)
       values ($1, 'pay', 'hengchuan-pay', $2, 'resident-id', '', $3, 'valid', $4, $5)`,
      [newId(), customer.customerId, validTo, id, house.clock.now()],
    );
    return customer;
  };
  const on = (customer: MadeAccount, day: string) =>
    asWorker((scope) => validCopyOnFile(scope, customer.customerId, { on: day as never }));

  it("is there while its paper has not run out", async () => {
    const customer = await accepted("2027-01-31");
    expect(await on(customer, "2027-01-31")).toMatchObject({
      type: "resident-id",
      documents: ["id-front"],
      validTo: "2027-01-31",
    });
    expect(await on(customer, "2027-02-01")).toBeNull();
    expect(await on(await accepted(null), "2099-01-01")).toMatchObject({ validTo: null });
  });

  it("is not there for a customer whose submission was not accepted", async () => {
    const { customer } = await desk.ready();
    expect(await on(customer, "2026-10-09")).toBeNull();
  });
});
