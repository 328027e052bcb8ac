import "@/server/all";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/server/kernel/new-id";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { requestReview } from "@/server/processing/commands/request-review";
import { answerRequest } from "./commands/answer-request";
import { officer, rowOf, service, taken, well } from "./testing";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** A payment the system denied by the limit of the class. */
async function denied({ customerId, accountId }: MadeAccount): Promise<string> {
  const id: string = newId();
  const body = JSON.stringify({ reasons: [{ code: "limits.line.class", rules: ["law-np-24-a@1"] }] });
  await house.rows(
    `insert into decisions (id, programme_id, legal_entity_id, request_id, request_hash, transaction_id, customer_id, account_id, kind,
       own_name, amount_minor, factors, tier, answer, body, basis, business_date, decided_at, batch_id, state)
     values ($1, 'pay', 'hengchuan-pay', $6, '', $6, $2, $3, 'transfer', false, 100, '{}', 'one', 'deny', $4, '{}', '2026-10-09',
       $5, $1, 'refused')`,
    [id, customerId, accountId, body, house.clock.now(), id],
  );
  return id;
}

/** Answers a request for an explanation; gives what the letter lists. */
async function answered(account: MadeAccount, review: boolean) {
  const { id, version } = await taken(house, account, { type: "decision-explanation" });
  const input = { id, version, outcome: "fulfilled" as const, answer: "超过账户限额，系统自动校验。", review };
  const outcome = await house.run(answerRequest, input, { as: officer(house) });
  const [letter] = await house.rows<{ params: { lines?: object[] } }>(
    "select params from customer_letters where subject_id = $1 and template = 'privacy.answered'",
    [id],
  );
  return { id, outcome, lines: letter?.params.lines ?? [] };
}
const reviewsOf = (customerId: string) =>
  house.rows<{ request_id: string | null }>("select request_id from decision_reviews where customer_id = $1", [
    customerId,
  ]);

describe("the explanation of a decision", () => {
  it("says of which decisions a person looks again, and has him look", async () => {
    const account = await makeAccount(house);
    await denied(account);
    const { id, outcome, lines } = await answered(account, true);
    well(outcome);
    expect(lines).toEqual([{ of: "limit-denial", as: "reviewed", on: "2026-10-09" }]);
    expect(await reviewsOf(account.customerId)).toEqual([{ request_id: id }]);
  });

  it("without it only lists them, and says so of one that is looked at already", async () => {
    const account = await makeAccount(house);
    const decisionId = await denied(account);
    expect((await answered(account, false)).lines).toMatchObject([{ as: "decided" }]);
    expect(await reviewsOf(account.customerId)).toEqual([]);
    const ask = { customerId: account.customerId, kind: "limit-denial" as const, decisionId };
    well(await house.run(requestReview, ask, { as: service(house) }));
    expect((await answered(account, true)).lines).toMatchObject([{ as: "reviewed" }]);
    expect(await reviewsOf(account.customerId)).toHaveLength(1);
  });

  it("promises no second look where there is no decision", async () => {
    const { id, outcome } = await answered(await makeAccount(house), true);
    expect(outcome).toMatchObject({ code: "privacy.answer.nothing-to-review" });
    expect(await rowOf(house, id)).toMatchObject({ state: "working" });
  });
});
