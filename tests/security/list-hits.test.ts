import "@/server/all";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROUTES } from "@/server/connections/routes";
import { callDoor, makeKey } from "@/server/connections/testing";
import { newId } from "@/server/kernel/new-id";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { handIn, kycDesk } from "@/server/kyc/testing";
import { somebody } from "@/server/kyc/testing/ready-case";
import { advanceRun } from "@/server/screening/commands/advance-run";
import { screeningDesk } from "@/server/screening/testing";
import { allAnswers, settle } from "./support/answers";
import { UNCLEARED } from "./support/uncleared";

const LONG = 900_000;

/** Answers in which it may be seen that an account is stopped. */
const OF_THE_STOP = /^(controls|accounts|audit\.(entries|log)|customers\.detail|objections\.measures|overview)\b/;

let house: House;
let desk: Awaited<ReturnType<typeof screeningDesk>>;
beforeAll(async () => {
  house = await openHouse();
  settle(house);
  desk = await screeningDesk(house);
});
afterAll(() => house.close());

/** Answers by question, with every id of `of` called the same: what is asked of an unused id and of a secret one. */
const alike = (answers: ReadonlyMap<string, string>, of: readonly string[]) =>
  new Set(
    [...answers]
      .filter(([question]) => of.some((id) => question.includes(id)))
      .map((pair) => of.reduce((text, id) => text.replaceAll(id, "<id>"), pair.join(" → "))),
  );

/** Everything a hit on a customer made: ids of its rows, and how they are called. */
async function madeBy(customerId: string): Promise<{ ids: string[]; texts: string[] }> {
  const rows = await house.rows<{ id: string; number: string | null }>(
    `select id, number from screening_hits where customer_id = $1
     union all select id, number from work_items where clearance = 'suspicion' and customer_id = $1
     union all select id, null from measures where clearance = 'suspicion' and customer_id = $1
     union all select entry_id, null from screening_hits where customer_id = $1`,
    [customerId],
  );
  return {
    ids: [...new Set(rows.map(({ id }) => id))],
    texts: [...new Set(rows.flatMap(({ number }) => (number === null ? [] : [number])))],
  };
}

/** A list comes, and everybody is compared with it, as after each new list. */
async function compareAll(name: string): Promise<void> {
  const loaded = await desk.load([desk.listed(name)]);
  if (!loaded.ok) throw new Error(loaded.code);
  const [run] = await house.rows<{ id: string }>("select id from screening_runs where state = 'running'");
  for (;;) {
    const step = await house.run(advanceRun, { runId: run?.id ?? "" }, { as: desk.worker() });
    if (!step.ok) throw new Error(step.code);
    if (step.result.over) return;
  }
}

describe("a hit of a list", { timeout: LONG }, () => {
  it("tells nobody who is not cleared more than that the account is stopped, and its traces are as things that are not there", async () => {
    const name = desk.madeName();
    const account = await makeAccount(house, { name });
    const other = desk.madeName();
    // The comparison itself is nobody's secret: one that finds nobody has been before.
    await compareAll(other);
    const known = { ids: [account.customerId, account.accountId], texts: ["LH-990001"] };
    const before = await allAnswers(house, known, UNCLEARED);
    const found = await desk.seek(account.customerId, other);
    expect(found).toMatchObject({ ok: true, result: { outcome: "hit" } });
    const made = await madeBy(account.customerId);
    expect(made.ids.length).toBeGreaterThanOrEqual(3);
    const after = await allAnswers(house, known, UNCLEARED);
    const changed = [...after].filter(([question, answer]) => before.get(question) !== answer);
    // That the account is stopped everybody may see who sees the account; what for is one word, and not this one.
    const beside = changed.filter(([question]) => !OF_THE_STOP.test(question)).map(([question]) => question);
    expect(beside).toEqual([]);
    const words = [...made.ids, ...made.texts, "list-hit", "screening.hit", "un-consolidated", "law-aml-40", other];
    const count = (text: string, word: string) => text.split(word).length;
    const told = changed.filter(([question, answer]) =>
      words.some((word) => count(answer, word) > count(before.get(question) ?? "", word)),
    );
    expect(told.map(([question]) => question)).toEqual([]);
    const secret = await allAnswers(house, made, UNCLEARED);
    // As many ids that never were, asked in all the same places.
    const unused = { ids: made.ids.map(() => newId() as string), texts: made.texts };
    const meant = alike(await allAnswers(house, unused, UNCLEARED), unused.ids);
    const strange = [...alike(secret, made.ids)].filter((answer) => !meant.has(answer));
    expect(strange).toEqual([]);
  });

  it("found on a submission says no more there than that it is held", async () => {
    const name = desk.madeName();
    await compareAll(name);
    const kyc = kycDesk(house);
    const [listed, plain] = [somebody({ name, phone: "15499990001" }), somebody({ phone: "15499990002" })];
    const { id, customer } = await kyc.ready({ declared: listed });
    const twin = await kyc.ready({ declared: plain });
    const state = async (one: string) =>
      (await house.rows<{ status: string }>("select status from kyc_submissions where id = $1", [one]))[0]?.status;
    expect([await state(id), await state(twin.id)]).toEqual(["held", "ready"]);
    const made = await madeBy(customer.customerId);
    const hidden = [...made.ids, ...made.texts, desk.listed(name).id, "list-hit"].filter((text) => text.length > 3);
    const asked = { ids: [id, customer.customerId, customer.accountId], texts: [] };
    const answers = await allAnswers(house, asked, UNCLEARED);
    const told = [...answers].filter(
      ([question, answer]) =>
        asked.ids.some((one) => question.includes(one)) && hidden.some((text) => answer.includes(text)),
    );
    expect(told.map(([question]) => question)).toEqual([]);
    // Other systems are not even told that it is held.
    expect(await doors(id)).toEqual(await doors(twin.id));
    expect(await doors(id)).toMatchObject([{ status: 200, body: { state: "ready" } }]);
  });

  it("is neither in the news of anybody who is not cleared, nor on its way to another system", async () => {
    const { account, hitId } = await desk.found();
    const cleared = await house.rows<{ id: string }>(
      "select distinct person_id as id from role_grants where role in ('aml-analyst', 'compliance-lead')",
    );
    const news = await house.rows<{ person_id: string }>("select person_id from notices where clearance = 'suspicion'");
    expect(news.filter(({ person_id }) => !cleared.some(({ id }) => id === person_id))).toEqual([]);
    const made = await madeBy(account.customerId);
    const open = await house.rows<{ t: string }>(
      `select t::text as t from notices t where clearance = 'general'
       union all select t::text from webhook_deliveries t union all select t::text from notice_mails t`,
    );
    expect(open.filter(({ t }) => [...made.ids, ...made.texts, hitId].some((text) => t.includes(text)))).toEqual([]);
  });

  it("answers a second submission of its customer as it answers anybody's", async () => {
    const { account } = await desk.found();
    const plain = await makeAccount(house);
    const outcome = async (customer: MadeAccount) => {
      const { outcome: first } = await handIn(house, { customer, documents: [] });
      const { outcome: second } = await handIn(house, { customer, documents: [] });
      return [first.ok && first.result.state, second.ok ? "taken" : second.code];
    };
    expect(await outcome(account)).toEqual(await outcome(plain));
  });
});

/** How a submission stands at the doors for machines, without what is its own. */
async function doors(id: string) {
  const { token } = await makeKey(house, ["submissions.read"]);
  const paths = ROUTES.filter(({ method, path }) => method === "GET" && path === "/submissions/{id}");
  return Promise.all(
    paths.map(async ({ path }) => {
      const { status, body } = await callDoor(house, "GET", path.replace("{id}", id), { token });
      const { id: _, number: __, customerId: ___, ...rest } = body;
      return { status, body: rest };
    }),
  );
}
