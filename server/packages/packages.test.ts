import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BUILD_TRIES_MOST, DOWNLOADS_MOST, PACKAGE_DAYS, WRONG_CODES_MOST } from "@/domain/packages/policy";
import en from "@/messages/en/packages.json";
import zh from "@/messages/zh-CN/packages.json";
import { memoryStore } from "@/server/evidence/testing";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import { type MadeAccount, makeAccount, makeLeg, type PersonPrincipal } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { createCode } from "./commands/create-code";
import { preparePackageByHand } from "./commands/prepare-package";
import { revokePackage } from "./commands/revoke-package";
import { takePackage } from "./commands/take-package";
import { getPackage, postCollect } from "./http";
import { onPackageSettled } from "./public";
import { packageDetailQuery, packagesList } from "./queries";
import { sweepPackages } from "./sweep";
import { asked, build, unzip } from "./testing";

let house: House;
let store: ReturnType<typeof memoryStore>;
let officer: PersonPrincipal;
const settled: string[] = [];
const NAME = "样本某某";

beforeAll(async () => {
  house = await openHouse();
  store = memoryStore();
  officer = house.as("privacy-officer");
  await house.stepUp(officer);
  onPackageSettled("test", async (_scope, { packageId, outcome }) => {
    settled.push(`${packageId} ${outcome}`);
    return { audit: [], events: [] };
  });
});
afterAll(() => house.close());

/** A store that takes nothing. */
const broken = (code = "ECONNREFUSED") => ({
  ...store,
  put: () => Promise.reject(Object.assign(new Error("not taken"), { code })),
});

type Row = Record<string, unknown>;
type Data = { notice: string; sections: Record<string, Record<string, Row[]>> };

const rowOf = async (id: string) => (await house.rows<Row>("select * from subject_packages where id = $1", [id]))[0];
const around = () => ({ runtime: house.runtime, store });

async function fetched(id: string): Promise<ReadonlyMap<string, Buffer>> {
  const taken = await house.run(takePackage, { id }, { as: officer });
  if (!taken.ok) throw new Error(taken.code);
  const answer = await getPackage(officer, taken.result.link, around());
  if (answer.status !== 200) throw new Error(String(answer.status));
  return unzip(Buffer.from(await answer.arrayBuffer()));
}

const dataOf = (files: ReadonlyMap<string, Buffer>): Data =>
  JSON.parse(files.get("data.json")?.toString("utf8") ?? "") as Data;

async function ready(customer?: MadeAccount): Promise<string> {
  const { customerId } = customer ?? (await makeAccount(house, { name: NAME }));
  const id = await asked(house, customerId);
  expect(await build(house, id, store)).toBe("ready");
  return id;
}

describe("a package", () => {
  it("tells what an independent query finds, the other side masked", async () => {
    const account = await makeAccount(house, { name: NAME, balanceMinor: 12_345n });
    const other = await makeAccount(house, { name: "他人甲乙" });
    for (let n = 1; n <= 5; n++)
      await makeLeg(house, account, { amountMinor: BigInt(n * 1_000), date: `2026-10-0${n}` });
    await house.rows(
      "update transactions set counterparty_type = 'customer', counterparty_id = $2 where customer_id = $1 and amount_minor = 3000",
      [account.customerId, other.customerId],
    );
    const data = dataOf(await fetched(await ready(account)));
    const legs = await house.rows<{ id: string; business_date: string; amount: string }>(
      `select id, business_date::text, (amount_minor / 100.0)::numeric(20, 2)::text as amount from transactions
       where customer_id = $1 and retired_at is null order by business_date, id`,
      [account.customerId],
    );
    const told = data.sections.transactions?.transactions ?? [];
    expect(told.map(({ id, businessDate, amount }) => ({ id, business_date: businessDate, amount }))).toEqual(legs);
    expect(data.sections.profile?.customers).toMatchObject([{ customerNumber: account.customerNumber, name: NAME }]);
    expect(data.sections.accounts?.accounts).toMatchObject([
      { number: account.accountNumber, paymentNumber: account.coreNumber, balance: "123.45" },
    ]);
    expect(told[2]).toMatchObject({ account: account.accountNumber, counterpartyName: "他••乙" });
    expect(JSON.stringify(data)).not.toContain("他人甲乙");
    expect(JSON.stringify(data)).not.toContain(other.coreNumber);
  });

  it("holds the schema, a page to read, a table, and the hash of each under the cover line", async () => {
    const files = await fetched(await ready());
    expect([...files.keys()]).toEqual(["cover.txt", "data.json", "transactions.csv", "readable.pdf", "schema.json"]);
    expect(files.get("readable.pdf")?.subarray(0, 5).toString()).toBe("%PDF-");
    const schema = JSON.parse(files.get("schema.json")?.toString() ?? "{}") as {
      properties: { sections: { required: string[] } };
    };
    const data = dataOf(files);
    expect(Object.keys(data.sections)).toEqual(schema.properties.sections.required);
    const cover = files.get("cover.txt")?.toString("utf8") ?? "";
    expect(cover).toMatch(/PK-\d+ 由.*于 2026-10-09 14:32 取出（第 1 次）/);
    expect(cover.split("\r\n").filter((line) => /^[0-9a-f]{64} {2}/.test(line))).toHaveLength(4);
  });

  it("says in every copy the same of what law keeps from being told", async () => {
    const data = dataOf(await fetched(await ready()));
    expect(data.notice).toBe(zh.document.notice);
    expect(en.document.notice).toContain("the same in every package");
  });

  it("is of one programme: another's officer finds nothing, and neither does a role without the right", async () => {
    const id = await ready();
    const elsewhere = house.as("privacy-officer", { programme: MALL });
    await expect(house.ask(packageDetailQuery, { id }, { as: elsewhere })).rejects.toMatchObject({
      category: "not-found",
    });
    for (const role of ["customer-service", "administrator", "aml-analyst"] as const)
      await expect(house.ask(packagesList, {}, { as: house.as(role) })).rejects.toMatchObject({
        category: "forbidden",
      });
    expect(await house.run(takePackage, { id }, { as: house.as("auditor") })).toMatchObject({
      code: "kernel.permission.denied",
    });
  });

  it("goes out only after a fresh second factor, so often, and to the session the link was made for", async () => {
    const id = await ready();
    const second = house.as("privacy-officer", { second: true });
    expect(await house.run(takePackage, { id }, { as: second })).toMatchObject({ code: "kernel.step-up.required" });
    const taken = await house.run(takePackage, { id }, { as: officer });
    if (!taken.ok) throw new Error(taken.code);
    expect((await getPackage(second, taken.result.link, around())).status).toBe(404);
    for (let n = 1; n < DOWNLOADS_MOST; n++) await fetched(id);
    expect(await house.run(takePackage, { id }, { as: officer })).toMatchObject({
      code: "packages.package.taken-often",
    });
    const detail = await house.ask(packageDetailQuery, { id }, { as: officer });
    expect(detail.taken).toHaveLength(DOWNLOADS_MOST);
    expect(detail.may).toMatchObject({ download: false, refusal: "packages.package.taken-often" });
  });

  it("is nothing any more once taken back: its key is gone, then its bytes", async () => {
    const id = await ready();
    const before = await rowOf(id);
    expect(store.objects.has(String(before?.store_name))).toBe(true);
    const revoked = await house.run(revokePackage, { id, version: Number(before?.version) }, { as: officer });
    expect(revoked).toMatchObject({ ok: true });
    expect(await house.rows("select from subject_keys where subject_id = $1", [id])).toEqual([]);
    expect(await house.run(takePackage, { id }, { as: officer })).toMatchObject({ code: "packages.package.gone" });
    expect(await house.jobs("packages.package.ended")).not.toEqual([]);
  });
});

describe("the building", () => {
  it("killed on the way begins anew and ends once", async () => {
    const { customerId } = await makeAccount(house);
    const id = await asked(house, customerId);
    await expect(build(house, id, broken())).rejects.toThrow();
    const [one, two] = await Promise.all(
      [build(house, id, store), build(house, id, store)].map((run) => run.catch(() => "broke")),
    );
    expect([one, two]).toContain("ready");
    expect(await build(house, id, store)).toBe("nothing");
    expect(settled.filter((line) => line === `${id} ready`)).toHaveLength(1);
    const row = await rowOf(id);
    expect(store.objects.has(String(row?.store_name))).toBe(true);
  });

  it("stopped by the worker's end leaves it to be built", async () => {
    const { customerId } = await makeAccount(house);
    const id = await asked(house, customerId);
    await expect(build(house, id, store, AbortSignal.abort())).rejects.toThrow();
    expect((await rowOf(id))?.state).toBe("building");
    expect(await build(house, id, store)).toBe("ready");
  });

  it("tried too often fails, where people see it", async () => {
    const { customerId } = await makeAccount(house);
    const id = await asked(house, customerId);
    for (let n = 1; n < BUILD_TRIES_MOST; n++) await expect(build(house, id, broken())).rejects.toThrow();
    expect(await build(house, id, broken())).toBe("failed");
    expect(await rowOf(id)).toMatchObject({ state: "failed", failure: "store-unavailable" });
    expect(settled).toContain(`${id} failed`);
    expect(
      await house.rows("select from work_items where kind = 'package-failed' and subject_id = $1", [id]),
    ).toHaveLength(1);
    expect(await house.rows("select from subject_keys where subject_id = $1", [id])).toEqual([]);
  });

  it("without room on the disk fails at once, and says so", async () => {
    const { customerId } = await makeAccount(house);
    const id = await asked(house, customerId);
    expect(await build(house, id, broken("ENOSPC"))).toBe("failed");
    expect(await rowOf(id)).toMatchObject({ state: "failed", failure: "disk-full" });
  });

  it("reads nothing that clearance keeps", async () => {
    const account = await makeAccount(house);
    const read = await inScope(house.runtime, house.system("system:worker"), "read", async (scope) => {
      const { withGeneralClearance } = await import("@/server/kernel/general-clearance");
      const narrow = await withGeneralClearance(scope);
      const { rows } = await narrow.tx.execute<{ c: string }>("select current_setting('hegui.clearance') as c");
      return { keep: false, value: rows[0]?.c };
    });
    expect(read).toBe("general");
    expect(account.customerId).toBeTruthy();
  });
});

describe("the public door", () => {
  const post = (number: string, code: string) =>
    postCollect(
      new Request("http://127.0.0.1/api/privacy/packages", { method: "POST", body: JSON.stringify({ number, code }) }),
      { address: null },
      around(),
    );
  async function coded(): Promise<{ id: string; number: string; code: string }> {
    const id = await ready();
    const made = await house.run(createCode, { id, version: Number((await rowOf(id))?.version) }, { as: officer });
    if (!made.ok) throw new Error(made.code);
    return { id, ...made.result };
  }

  it("opens once for number and code, and keeps the code nowhere", async () => {
    const { id, number, code } = await coded();
    const kept = JSON.stringify(await rowOf(id));
    expect(kept).not.toContain(code);
    const answer = await post(number.toLowerCase(), code.toLowerCase().replaceAll("-", " "));
    expect(answer.status).toBe(200);
    const files = unzip(Buffer.from(await answer.arrayBuffer()));
    expect(files.get("cover.txt")?.toString()).toContain(zh.document.letter);
    expect((await post(number, code)).status).toBe(404);
  });

  it("says of everything that opens nothing the same, and counts", async () => {
    const { id, number, code } = await coded();
    const said = [];
    for (const [of, what] of [
      ["PK-999999", code],
      [number, "AAAA-AAAA-AAAA"],
    ] as const) {
      const answer = await post(of, what);
      said.push([answer.status, await answer.text()]);
    }
    expect(said[0]).toEqual(said[1]);
    await house.rows("update subject_packages set wrong_codes = $2 where id = $1", [id, WRONG_CODES_MOST]);
    expect((await post(number, code)).status).toBe(404);
    expect((await rowOf(id))?.downloads).toBe(0);
  });

  it("stops who tries too often", async () => {
    const statuses = [];
    for (let n = 0; n < 14; n++) statuses.push((await post("PK-999999", "X")).status);
    expect(statuses).toContain(429);
  });
});

describe("by hand", () => {
  it("is begun by who may, for a customer of the programme", async () => {
    const { customerId } = await makeAccount(house, { kind: "enterprise" });
    const input = { customerId, form: "access", identityProven: true } as const;
    expect(await house.run(preparePackageByHand, input, { as: officer })).toMatchObject({ ok: true });
    const moved = await house.run(preparePackageByHand, { ...input, form: "portability" }, { as: officer });
    expect(moved).toMatchObject({ code: "packages.portability.not-a-person" });
    await expect(
      house.run(preparePackageByHand, { ...input, customerId: newId() }, { as: officer }),
    ).rejects.toMatchObject({ category: "not-found" });
  });
});

describe("the end of its days", () => {
  it("destroys it on time, once", async () => {
    const id = await ready();
    const signal = new AbortController().signal;
    const sweep = () => sweepPackages(house.runtime, house.dataDir, { requestId: "test", signal });
    await sweep();
    expect((await rowOf(id))?.state).toBe("ready");
    const day = 9 + PACKAGE_DAYS + 1;
    house.clock.set(`2026-10-${day}T00:00:00+08:00`);
    expect(await sweep()).toBeGreaterThan(0);
    expect((await rowOf(id))?.state).toBe("expired");
    expect(await house.rows("select from subject_keys where subject_id = $1", [id])).toEqual([]);
    expect(await house.rows("select from erasures where subject_id = $1", [id])).toHaveLength(1);
  });
});
