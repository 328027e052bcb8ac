import { createHash } from "node:crypto";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { tableFile } from "@/server/kernel/download";
import { pdfOf } from "@/server/kernel/pdf";
import { type MadeAccount, makeAccount, makeLeg } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { exportRegister } from "./commands/export-register";
import { putPackage } from "./commands/put-package";
import { readReceipt } from "./commands/read-receipt";
import { refuseOrder } from "./commands/refuse-order";
import { openExport, ordersTable } from "./export";
import { takePackage } from "./package-file";
import { receiptPaper } from "./receipt";
import { counter, paperFor } from "./testing";

let house: House;
let desk: ReturnType<typeof counter>;
let account: MadeAccount;
let pdfium: PDFiumLibrary;
beforeAll(async () => {
  house = await openHouse();
  pdfium = await PDFiumLibrary.init();
});
afterAll(async () => {
  pdfium.destroy();
  await house.close();
});
beforeEach(async () => {
  house.clock.set("2026-10-09T14:32:00+08:00");
  desk = counter(house);
  account = await makeAccount(house, { name: "样本丙", balanceMinor: 10_000n });
});

/** What a reader finds in a PDF, without the breaks of its lines. */
async function textOf(pdf: Buffer): Promise<string> {
  const document = await pdfium.loadDocument(pdf);
  const text = [...document.pages()].map((page) => page.getText()).join("\n");
  document.destroy();
  return text.replace(/\s+/g, "");
}

async function receiptOf(orderId: string, language: "zh-CN" | "en" = "zh-CN", as = desk.officer) {
  const read = await house.run(readReceipt, { orderId, language }, { as });
  if (!read.ok) throw new Error(read.code);
  return textOf(await pdfOf(receiptPaper(read.result, language)));
}

describe("a receipt", () => {
  it("says what was asked and what was done, to the minute, with officers and number", async () => {
    const order = await desk.given(account);
    await desk.confirm(order.orderId);
    const text = await receiptOf(order.orderId);
    for (const said of [
      order.number,
      "示例市公安局",
      "样本甲",
      "样0002",
      account.accountNumber,
      "2026-10-0914:32",
      "2027-04-0924:00",
      "生效中",
      "6个月",
    ]) {
      expect(text).toContain(said.replace(/\s+/g, ""));
    }
    expect(text).toMatch(/[0-9a-f]{64}/);
    expect(await receiptOf(order.orderId, "en")).toContain("Inforce");
  });

  it("of a refused paper names every ground, and for the reserve the article", async () => {
    const paper = paperFor(account, house.clock.now(), { target: "reserve", targetName: "", officers: [] });
    const refused = await house.run(refuseOrder, { paper, seen: [] }, { as: desk.officer });
    if (!refused.ok) throw new Error(refused.code);
    const text = await receiptOf(refused.result.orderId);
    for (const said of ["不予执行", "第二十九条", "两名执法人员"]) expect(text).toContain(said);
    expect(text).not.toContain("生效");
  });

  it("is read by who may see the order, and each reading is logged", async () => {
    const order = await desk.given(account);
    await receiptOf(order.orderId);
    const other = house.as("compliance-lead", { programme: MALL });
    await expect(house.run(readReceipt, { orderId: order.orderId, language: "en" }, { as: other })).rejects.toThrow();
    const logged = await house.rows(
      "select id from audit_entries where subject_id = $1 and kind = 'orders.receipt.read' and outcome = 'committed'",
      [order.orderId],
    );
    expect(logged).toHaveLength(1);
  });
});

describe("the answer to a query", () => {
  const QUERY = { act: "query", basis: "query", extent: null, term: null } as const;
  const asked = {
    data: ["identity", "transactions"] as ("identity" | "transactions")[],
    from: "2026-10-01",
    to: "2026-10-08",
  };
  const put = (orderId: string, wanted: object = {}, as = desk.officer) =>
    house.run(putPackage, { orderId, ...asked, ...wanted } as never, { as });
  const read = async (packageId: string, as = desk.officer) => {
    const { stream } = await takePackage(house.runtime, as, packageId);
    return Buffer.from(await new Response(stream).arrayBuffer());
  };

  it("holds what the paper names and nothing else, is handed out once, and sealed with its hash", async () => {
    await makeLeg(house, account, { amountMinor: 12_345n, date: "2026-10-08" });
    await makeLeg(house, account, { amountMinor: 99_999n, date: "2026-09-30" });
    const order = await desk.given(account, { ...QUERY, disclosure: asked });
    expect(await put(order.orderId, { data: ["identity", "cards"] })).toMatchObject({
      code: "orders.query.beyond-paper",
    });
    expect(await put(order.orderId, { from: "2026-09-01" })).toMatchObject({ code: "orders.query.beyond-paper" });
    const made = await put(order.orderId);
    if (!made.ok) throw new Error(made.code);
    const { packageId } = made.result;
    await expect(read(packageId, house.as("compliance-officer", { second: true }))).rejects.toThrow();
    const zip = await read(packageId);
    const names = zip.toString("latin1");
    for (const name of ["identity.csv", "transactions.json", "cover.pdf", "manifest.json"])
      expect(names).toContain(name);
    for (const name of ["cards.csv", "measures.csv", "accounts.csv"]) expect(names).not.toContain(name);
    const [row] = await house.rows<{ sha256: string; rows: number }>(
      "select sha256, rows from order_packages where id = $1",
      [packageId],
    );
    expect(row).toEqual({ sha256: createHash("sha256").update(zip).digest("hex"), rows: 2 });
    expect(await desk.orderOf(order.orderId)).toMatchObject({ state: "executed" });
    await expect(read(packageId)).rejects.toThrow();
  });

  it("waits ten minutes and no longer", async () => {
    const order = await desk.given(account, { ...QUERY, disclosure: asked });
    const made = await put(order.orderId);
    if (!made.ok) throw new Error(made.code);
    house.clock.set("2026-10-09T14:43:00+08:00");
    await expect(read(made.result.packageId)).rejects.toThrow();
  });
});

describe("the register", () => {
  it("goes out as a table without names, secret orders only to who is cleared", async () => {
    await desk.given(account);
    const aml = { authority: "pboc", basis: "aml-freeze", term: { unit: "hours", count: 48 } } as const;
    const secret = await desk.given(account, { ...aml, authorityName: "示例中心支行" }, house.as("aml-analyst"));
    const tableOf = async (as: typeof desk.officer) => {
      const recorded = await house.run(exportRegister, { language: "zh-CN" }, { as });
      if (!recorded.ok) throw new Error(recorded.code);
      const filters = await openExport(house.runtime, as, recorded.result.exportId);
      await expect(openExport(house.runtime, as, recorded.result.exportId)).rejects.toThrow();
      const pieces: Uint8Array[] = [];
      for await (const piece of tableFile("csv", ordersTable(house.runtime, as, filters))) pieces.push(piece);
      return Buffer.concat(pieces).toString("utf8");
    };
    const plain = await tableOf(desk.officer);
    expect(plain).toContain("示例市公安局");
    expect(plain).not.toContain(secret.number);
    expect(plain).not.toContain("样本丙");
    expect(await tableOf(house.as("compliance-lead"))).toContain(secret.number);
  });
});
