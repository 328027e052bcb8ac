import "@/server/all";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { takeOriginal } from "@/server/evidence/commands/take-original";
import { viewFile } from "@/server/evidence/commands/view-file";
import { getOriginal, getPage } from "@/server/evidence/http";
import { bring, memoryStore, picture, work } from "@/server/evidence/testing";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";

let house: House;
let account: MadeAccount;
let store = memoryStore();
const START = "2026-10-09T14:32:00+08:00";
const officer = () => house.as("compliance-officer");
const subject = () => ({ type: "customer", id: account.customerId });

beforeAll(async () => {
  house = await openHouse();
  account = await makeAccount(house);
});
afterAll(() => house.close());
beforeEach(() => {
  house.clock.set(START);
  store = memoryStore();
});

const stateOf = async (id: string) =>
  (await house.rows<{ state: string }>("select state from evidence_files where id = $1", [id]))[0]?.state;
const rowsOf = (id: string) =>
  house.rows<{ part: string; written: boolean }>("select part, written from evidence_blobs where file_id = $1", [id]);

describe("a store that fails", () => {
  it("keeps the file waiting, shows nothing of it, and leaves nothing behind when it works again", async () => {
    const id = await bring(house, officer(), { subject: subject(), bytes: await picture() });
    store.fail(1);
    await expect(work(house, id, { store })).rejects.toThrow("no space left");
    expect(await stateOf(id)).toBe("waiting");
    expect(await rowsOf(id)).toEqual([{ part: "page", written: false }]);
    expect(await house.run(viewFile, { fileId: id }, { as: officer() })).toMatchObject({
      code: "evidence.file.not-ready",
    });
    expect(await work(house, id, { store })).toBe("ready");
    expect(store.objects.size).toBe(2);
    expect((await rowsOf(id)).every(({ written }) => written)).toBe(true);
    expect(await work(house, id, { store })).toBe("nothing");
  });

  it("that lost the page between two failures is made whole by the next run", async () => {
    const id = await bring(house, officer(), { subject: subject(), bytes: await picture() });
    const dying = {
      ...store,
      put: async (...args: Parameters<typeof store.put>) => {
        await store.put(...args);
        throw new Error("killed after the last byte");
      },
    };
    await expect(work(house, id, { store: dying })).rejects.toThrow("killed");
    expect(store.objects.size).toBe(1);
    expect(await work(house, id, { store })).toBe("ready");
    expect(store.objects.size).toBe(2);
  });
});

describe("what lies in the store", () => {
  async function opened() {
    const bytes = await picture("png", { width: 500, height: 400 });
    const id = await bring(house, officer(), { subject: subject(), bytes });
    await work(house, id, { store });
    const view = await house.run(viewFile, { fileId: id }, { as: officer() });
    const take = await house.run(takeOriginal, { fileId: id, reason: "audit", note: "核查" }, { as: officer() });
    if (!view.ok || !take.ok) throw new Error("not opened");
    const names = await house.rows<{ part: string; store_name: string }>(
      "select part, store_name from evidence_blobs where file_id = $1",
      [id],
    );
    const nameOf = (part: string) => names.find((row) => row.part === part)?.store_name ?? "";
    return { id, view: view.result.link, take: take.result.link, page: nameOf("page"), original: nameOf("original") };
  }
  const parts = () => ({ runtime: house.runtime, store });
  const alarms = async (id: string) =>
    (await house.rows<{ leaf: string }>("select leaf from audit_entries where kind = 'evidence.file.damaged'")).filter(
      ({ leaf }) => leaf.includes(id),
    ).length;
  const turn = (name: string, at: number) => {
    const bytes = store.objects.get(name);
    if (bytes) bytes[at] = (bytes[at] ?? 0) ^ 1;
  };

  it("is not shown with one bit turned: refused by a code, and the alarm is sounded", async () => {
    const file = await opened();
    turn(file.page, 40);
    const response = await getPage(officer(), { link: file.view, page: 1 }, parts());
    expect([response.status, await response.json()]).toEqual([409, { code: "evidence.file.broken" }]);
    expect(await alarms(file.id)).toBe(1);
    expect(
      (
        await house.rows<{ damaged_at: Date | null }>("select damaged_at from evidence_files where id = $1", [file.id])
      )[0]?.damaged_at,
    ).not.toBe(null);
  });

  it("does not leave the house changed, not even its first bytes", async () => {
    const file = await opened();
    const sealed = store.objects.get(file.original);
    turn(file.original, (sealed?.length ?? 1) - 1);
    const response = await getOriginal(officer(), { link: file.take }, parts());
    expect([response.status, await response.json()]).toEqual([409, { code: "evidence.file.broken" }]);
    expect(await alarms(file.id)).toBe(1);
  });

  it("is not shown when it was exchanged for another file's, cut, or lost", async () => {
    const [file, other] = [await opened(), await opened()];
    const mine = store.objects.get(file.page) ?? Buffer.alloc(0);
    for (const bytes of [
      store.objects.get(other.page),
      store.objects.get(file.original),
      mine.subarray(0, 60),
      undefined,
    ]) {
      if (bytes) store.objects.set(file.page, bytes);
      else store.objects.delete(file.page);
      expect((await getPage(officer(), { link: file.view, page: 1 }, parts())).status).toBe(409);
    }
    expect(await alarms(file.id)).toBe(4);
  });

  it("waits without an alarm while the store cannot be reached", async () => {
    const file = await opened();
    const away = { ...store, get: () => Promise.reject(Object.assign(new Error("refused"), { code: "ECONNREFUSED" })) };
    expect(
      (await getPage(officer(), { link: file.view, page: 1 }, { runtime: house.runtime, store: away })).status,
    ).toBe(503);
    expect(await alarms(file.id)).toBe(0);
    expect((await getPage(officer(), { link: file.view, page: 1 }, parts())).status).toBe(200);
  });
});

describe("the process that makes pages", () => {
  it("is gone when its work is, whatever became of it", async () => {
    const id = await bring(house, officer(), { subject: subject(), bytes: await picture() });
    await work(house, id, { store });
    const mine = async () => {
      const { stdout } = await promisify(execFile)("ps", ["-o", "ppid=,args=", "-A"]);
      return stdout
        .split("\n")
        .filter((line) => line.trim().startsWith(`${process.pid} `) && line.includes("render-child"));
    };
    // A process that was ended needs a moment of the machine to be gone.
    await expect.poll(mine, { timeout: 60_000 }).toEqual([]);
  });
});
