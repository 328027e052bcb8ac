import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { finishImport } from "@/server/reports/public";
import { callDoor, makeKey, type Sent, type TestKey } from "./testing";

let house: House;
let key: TestKey;
let other: TestKey;

const ALL = [
  "customers.read",
  "customers.write",
  "accounts.read",
  "accounts.write",
  "transactions.read",
  "transactions.write",
  "submissions.read",
  "submissions.write",
] as const;

beforeAll(async () => {
  house = await openHouse();
  key = await makeKey(house, ALL);
  other = await makeKey(house, ALL, { programme: MALL });
});
afterAll(() => house.close());

const get = (path: string, token = key.token) => callDoor(house, "GET", path, { token });
const post = (path: string, body: unknown, sent: Sent = {}) =>
  callDoor(house, "POST", path, { token: key.token, body, ...sent });

const row = (id: string, more: object = {}) => ({
  id,
  occurredAt: "2026-10-08T23:30:00+08:00",
  kind: "payment",
  direction: "out",
  amount: "120.50",
  currency: "CNY",
  customer: { ref: "C900", kind: "person" },
  counterparty: { ref: "M1", type: "merchant" },
  ...more,
});

describe("customers", () => {
  it("are made by reference, changed by it, and read masked", async () => {
    const made = await post("/customers", {
      externalRef: "C100",
      kind: "person",
      name: "张小明",
      phone: "13800138000",
    });
    expect(made).toMatchObject({ status: 201, body: { created: true, number: expect.stringMatching(/^C-\d{6}$/) } });
    const changed = await post("/customers", { externalRef: "C100", kind: "person", phone: "13900139000" });
    expect(changed).toMatchObject({ status: 200, body: { id: made.body.id, created: false } });
    const one = await get(`/customers/${made.body.number}`);
    expect(one).toMatchObject({ status: 200, body: { id: made.body.id, name: "张•明", phone: "139••••9000" } });
    expect((await get(`/customers/${made.body.id}`)).body).toEqual(one.body);
    expect(JSON.stringify(one.body)).not.toContain("张小明");
    const found = await house.rows("select kind from blind_index where subject_id = $1 order by 1", [made.body.id]);
    expect(found.map(({ kind }) => kind)).toEqual(["external-ref", "name", "phone", "phone-last4"]);
  });

  it("do not change their kind", async () => {
    await post("/customers", { externalRef: "C101", kind: "person" });
    const answer = await post("/customers", { externalRef: "C101", kind: "enterprise" });
    expect(answer).toMatchObject({ status: 409, body: { code: "connections.customer.kind" } });
  });

  it("are listed by a cursor that is good for its own list only", async () => {
    for (const n of [1, 2, 3]) await post("/customers", { externalRef: `P${n}`, kind: "enterprise" });
    const first = await get("/customers?limit=2&kind=enterprise");
    expect(first.body.items).toHaveLength(2);
    const cursor = encodeURIComponent(first.body.nextCursor);
    const second = await get(`/customers?limit=2&kind=enterprise&cursor=${cursor}`);
    expect(second.body).toMatchObject({ items: [{ kind: "enterprise" }], nextCursor: null });
    for (const path of [`/customers?cursor=${cursor}`, `/accounts?cursor=${cursor}`, "/customers?cursor=x.y"]) {
      expect(await get(path)).toMatchObject({ status: 400, body: { code: "connections.request.cursor" } });
    }
    const theirs = await callDoor(house, "GET", `/customers?limit=2&kind=enterprise&cursor=${cursor}`, {
      token: (await makeKey(house, ["customers.read"])).token,
    });
    expect(theirs.status).toBe(400);
  });

  it("are given in clear once, to a key that may, with an entry for it", async () => {
    const { body } = await post("/customers", { externalRef: "C102", kind: "person", name: "李四" });
    const path = `/customers/${body.id}/clear`;
    const asked = { fields: ["name", "external-ref"], purpose: "payout-check" };
    expect(await post(path, asked)).toMatchObject({ status: 403, body: { code: "connections.request.forbidden" } });
    const clear = await makeKey(house, ["customers.clear"]);
    const sent = { token: clear.token, key: "once" };
    const given = await post(path, asked, sent);
    expect(given).toMatchObject({ status: 200, body: { values: { name: "李四", "external-ref": "C102" } } });
    expect(await post(path, asked, sent)).toMatchObject({ status: 409 });
    const entries = await house.rows("select leaf from audit_entries where kind = $1 and outcome = 'committed'", [
      "connections.customer.reveal",
    ]);
    expect(entries).toHaveLength(1);
    expect(JSON.parse(entries[0]?.leaf)).toMatchObject({
      actor: `client:${clear.keyId}`,
      subject: { id: body.id },
      data: { fields: ["name", "external-ref"], purpose: "payout-check" },
    });
    expect(entries[0]?.leaf).not.toContain("李四");
  });
});

describe("accounts", () => {
  it("are made for a known customer, changed, read and listed", async () => {
    const customer = (await post("/customers", { externalRef: "C200", kind: "person" })).body;
    const account = { coreNumber: "6000200001", customerRef: "C200", accountClass: 2, currency: "CNY" };
    const made = await post("/accounts", account);
    expect(made).toMatchObject({ status: 201, body: { created: true } });
    expect(await post("/accounts", { ...account, accountClass: 3 })).toMatchObject({
      status: 200,
      body: { id: made.body.id, created: false },
    });
    const one = await get(`/accounts/${made.body.id}`);
    expect(one.body).toMatchObject({ accountClass: 3, customerId: customer.id, coreNumber: "••••0001" });
    expect((await get(`/accounts?customerId=${customer.id}`)).body.items).toEqual([one.body]);
  });

  it("belong to one customer, keep their currency, and need one who is known", async () => {
    const account = { coreNumber: "6000200002", customerRef: "C200", accountClass: 2, currency: "CNY" };
    await post("/accounts", account);
    await post("/customers", { externalRef: "C201", kind: "person" });
    const refusals = [
      [{ ...account, customerRef: "C201" }, 409, "connections.account.other-customer"],
      [{ ...account, currency: "USD" }, 409, "connections.account.currency"],
      [{ ...account, customerRef: "C299" }, 422, "connections.account.customer-unknown"],
    ] as const;
    for (const [body, status, code] of refusals) {
      expect(await post("/accounts", body)).toMatchObject({ status, body: { code } });
    }
  });
});

describe("transactions", () => {
  it("are taken in row by row: good ones, known ones, bad ones", async () => {
    const rows = [
      row("T1"),
      row("T1"),
      row("T2", { counterparty: { ref: "C901", type: "person", customer: true } }),
      row("T3", { amount: "-5" }),
      row("T4", { unheard: 1 }),
      row("T5", { customer: { ref: "C900", kind: "person" }, amount: "1.505" }),
      row("T6", { counterparty: { ref: "C900", type: "person", customer: true } }),
    ];
    const answer = await post("/transactions", { rows });
    expect(answer).toMatchObject({ status: 200, body: { accepted: 2, duplicate: 1, rejected: 4 } });
    expect(answer.body.results).toEqual([
      { row: 0, status: "accepted" },
      { row: 1, status: "duplicate" },
      { row: 2, status: "accepted" },
      { row: 3, status: "rejected", code: "connections.row.malformed", field: "amount" },
      { row: 4, status: "rejected", code: "connections.row.unknown-field" },
      { row: 5, status: "rejected", code: "connections.row.malformed", field: "amount" },
      { row: 6, status: "rejected", code: "connections.row.same-party", field: "counterparty.ref" },
    ]);
    const again = await post("/transactions", { rows: [row("T1"), row("T7")] });
    expect(again.body).toMatchObject({ accepted: 1, duplicate: 1, results: [{ status: "duplicate" }, {}] });

    const { batchId } = answer.body;
    const listed = await get(`/transactions?batchId=${batchId}`);
    expect(listed.body.items).toHaveLength(3);
    expect(listed.body.items[0]).toMatchObject({ amount: "120.50", businessDate: "2026-10-08", batchId });
    const [batch] = await house.rows(
      "select mapping, state, rows_read, rows_accepted, rows_rejected, rows_duplicate, legs, new_customers from import_batches where id = $1",
      [batchId],
    );
    expect(batch).toMatchObject({ mapping: "api", state: "incomplete", rows_read: "7", rows_accepted: "2" });
    expect(batch).toMatchObject({ rows_rejected: "4", rows_duplicate: "1", legs: "3", new_customers: "2" });
  });

  it("are summed for large values by the same road as a file", async () => {
    const big = { amount: "600000.00", customer: { ref: "C950", kind: "person" } };
    const { body } = await post("/transactions", { rows: [row("L1", big)] });
    const jobs = await house.jobs("ingestion.batch.loaded");
    expect(jobs.map(({ payload }) => payload)).toContainEqual({ batchId: body.batchId });
    await finishImport(house.runtime, house.system("system:worker"), body.batchId, "test");
    const [batch] = await house.rows("select state, candidates from import_batches where id = $1", [body.batchId]);
    expect(batch).toEqual({ state: "finalised", candidates: "1" });
  });

  it("of another source with the same id are others", async () => {
    const second = await makeKey(house, ["transactions.write"], { source: "wallet" });
    await post("/transactions", { rows: [row("S1")] });
    const answer = await post("/transactions", { rows: [row("S1")] }, { token: second.token });
    expect(answer.body).toMatchObject({ accepted: 1, duplicate: 0 });
  });

  it("come in numbers between 1 and 500", async () => {
    for (const rows of [[], new Array(501).fill(row("X"))]) {
      expect(await post("/transactions", { rows })).toMatchObject({
        status: 422,
        body: { errors: [{ field: "rows" }] },
      });
    }
  });
});

describe("submissions", () => {
  it("are kept sealed, numbered and told of", async () => {
    const customer = (await post("/customers", { externalRef: "C300", kind: "person" })).body;
    const declared = { idType: "resident-id", idNumber: "11010519491231002X", name: "王五" };
    const handed = { purpose: "onboarding", subject: "person", declared, documents: ["id-front"] };
    const sent = await post("/submissions", { customerRef: "C300", ...handed });
    expect(sent).toMatchObject({ status: 201, body: { state: "collecting", customerId: customer.id } });
    expect((await get(`/submissions/${sent.body.id}`)).body).toMatchObject(sent.body);
    const [kept] = await house.rows("select payload_sealed from kyc_submissions where id = $1", [sent.body.id]);
    expect(kept?.payload_sealed.toString("utf8")).not.toContain("11010519491231002X");
    const stranger = { customerRef: "C399", ...handed };
    expect(await post("/submissions", stranger)).toMatchObject({
      status: 422,
      body: { errors: [{ field: "customerRef" }] },
    });
  });
});

describe("an idempotency key", () => {
  it("answers the same again, does it once, and refuses another body", async () => {
    const body = { rows: [row("I1")] };
    const first = await post("/transactions", body, { key: "k-1" });
    const again = await post("/transactions", body, { key: "k-1" });
    expect(again).toMatchObject({ status: 200, body: first.body });
    const reused = await post("/transactions", { rows: [row("I2")] }, { key: "k-1" });
    expect(reused).toMatchObject({ status: 409, body: { code: "kernel.key.reused" } });
    const side = await Promise.all([1, 2, 3].map(() => post("/transactions", { rows: [row("I3")] }, { key: "k-2" })));
    expect(new Set(side.map(({ body: { batchId } }) => batchId)).size).toBe(1);
  });

  it("is asked for, and must be a visible text", async () => {
    for (const sent of [null, "", "a b", "é", "x".repeat(201)]) {
      const headers: Record<string, string> = sent ? { "idempotency-key": sent } : {};
      const answer = await post("/customers", { externalRef: "K1", kind: "person" }, { key: null, headers });
      expect([sent, answer.status, answer.body.code]).toEqual([sent, 400, "connections.request.key-missing"]);
    }
  });
});

describe("another programme", () => {
  it("is not there, by any id", async () => {
    const theirs = (sent: string, body: unknown) => post(sent, body, { token: other.token });
    const customer = (await theirs("/customers", { externalRef: "MC1", kind: "person" })).body;
    const coreNumber = "7000000001";
    const account = await theirs("/accounts", { coreNumber, customerRef: "MC1", accountClass: 1, currency: "CNY" });
    const submission = await theirs("/submissions", {
      customerRef: "MC1",
      purpose: "onboarding",
      subject: "person",
      declared: { name: "钱七" },
      documents: [],
    });
    const moved = await theirs("/transactions", { rows: [row("MT1", { customer: { ref: "MC1", kind: "person" } })] });
    for (const path of [
      `/customers/${customer.id}`,
      `/customers/${customer.number}`,
      `/accounts/${account.body.id}`,
      `/submissions/${submission.body.id}`,
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 404]);
      expect((await get(path, other.token)).status).toBe(200);
    }
    const clear = await makeKey(house, ["customers.clear"]);
    const asked = { fields: ["name"], purpose: "trying" };
    expect((await post(`/customers/${customer.id}/clear`, asked, { token: clear.token })).status).toBe(404);
    for (const filter of [
      `customerId=${customer.id}`,
      `accountId=${account.body.id}`,
      `batchId=${moved.body.batchId}`,
    ]) {
      expect((await get(`/transactions?${filter}`)).body).toEqual({ items: [], nextCursor: null });
    }
    expect((await get(`/accounts?customerId=${customer.id}`)).body.items).toEqual([]);
    expect((await post("/accounts", { coreNumber, customerRef: "MC1", accountClass: 1, currency: "CNY" })).status).toBe(
      422,
    );
  });
});
