import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localDate } from "@/domain/shared/time";
import { searchQuery } from "@/server/customers/search";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { desk } from "@/server/losses/testing";
import { openAs, runOn } from "@/server/retention/testing";
import { answerRequest } from "./commands/answer-request";
import { releaseRestriction } from "./commands/release-restriction";
import { requestDetailQuery } from "./detail";
import "./letter-words";
import { lettersOf, officer, service, taken, well } from "./testing";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const causeOf = (customerId: string) =>
  house.rows<{ cause: string }>("select cause from restricted_subjects where customer_id = $1 and ended_at is null", [
    customerId,
  ]);
const release = (id: string, as = officer(house)) => house.run(releaseRestriction, { id, way: "counter" }, { as });

async function restricted() {
  const account = await makeAccount(house, { name: "样本限制" });
  const { id, version } = await taken(house, account, { type: "restriction" });
  const answer = { id, version, outcome: "fulfilled" as const, answer: "已限制处理，仅作存储。" };
  well(await house.run(answerRequest, answer, { as: officer(house) }));
  return { account, id };
}

describe("a restriction that was asked for", () => {
  it("keeps data from who works with them while accounts run, outlasts the day's control, and is lifted by who asked", async () => {
    const { account, id } = await restricted();
    const name = { table: "customers", column: "name_sealed", rowId: account.customerId };
    expect(await causeOf(account.customerId)).toEqual([{ cause: "request" }]);
    expect(await openAs(house, service(house), name)).toBeNull();
    await runOn(house, localDate("2026-10-10"));
    expect(await causeOf(account.customerId)).toEqual([{ cause: "request" }]);
    const may = async () =>
      (await house.ask(requestDetailQuery, { id }, { as: officer(house) })).may.releaseRestriction;
    expect(await may()).toBe(true);
    expect(await release(id, service(house))).toMatchObject({ code: "kernel.permission.denied" });
    await expect(release(id, house.as("privacy-officer", { programme: MALL }))).rejects.toThrow("not-found");
    well(await release(id));
    expect(await causeOf(account.customerId)).toEqual([]);
    expect(await openAs(house, service(house), name)).toBe("样本限制");
    expect(await lettersOf(house, id)).toContain("privacy.resumed");
    expect(await may()).toBe(false);
    expect(await release(id)).toMatchObject({ code: "retention.subject.not-restricted" });
  });

  it("keeps nobody from protecting his money when he reports a loss", async () => {
    const { account } = await restricted();
    const reference = (
      await house.rows<{ number: string }>("select number from customers where id = $1", [account.customerId])
    )[0];
    const found = JSON.stringify(await house.ask(searchQuery, { text: "样本限制" }, { as: service(house) }));
    expect(found).toContain(reference?.number);
    expect(found).not.toContain("限制");
    const { id } = await desk(house).reported(account.customerId);
    expect(await house.rows("select kind from measures where account_id = $1", [account.accountId])).toHaveLength(1);
    expect(await desk(house).row(id)).toMatchObject({ state: "protected" });
  });

  it("gives way to the end of the relationship, which he cannot lift", async () => {
    const { account, id } = await restricted();
    await house.rows("update accounts set status = 'closed', closed_on = '2026-10-08' where id = $1", [
      account.accountId,
    ]);
    await runOn(house, localDate("2026-10-10"));
    expect(await causeOf(account.customerId)).toEqual([{ cause: "relationship-end" }]);
    expect(await release(id)).toMatchObject({ code: "retention.subject.not-restricted" });
    const { id: other } = await taken(house, await makeAccount(house), { type: "deletion" });
    expect(await release(other)).toMatchObject({ code: "privacy.request.other-type" });
  });
});
