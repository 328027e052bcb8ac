import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { paidBy, smallFile } from "./fixtures/paysim";
import { expect, test, visit } from "./helpers/console";

/** Takes a file in from the imports page and waits until the machine has done with it. */
async function importFile(page: Page, file: ReturnType<typeof smallFile>): Promise<void> {
  await visit(page, "/ingestion");
  await page.getByLabel("选择交易文件").setInputFiles(file);
  await page.getByRole("button", { name: "开始导入" }).click();
  await page.waitForURL(/\/ingestion\/[0-9a-f-]{36}$/);
  await expect(page.getByText("已完成", { exact: true })).toBeVisible({ timeout: 90_000 });
}

test("an officer imports a file, sees what was left out, and finds its large-value sum", async ({ pageOf }) => {
  const page = await pageOf("officer");
  const file = smallFile("101");
  await importFile(page, file);

  const errors = page.getByRole("grid", { name: "未收的行" });
  await expect(errors.getByRole("row").filter({ hasText: "amount" })).toContainText("金额为负");
  await expect(errors.getByRole("row").filter({ hasText: "type" })).toContainText("未知交易类型");
  await expect(page.getByText("5 行，7 条分录")).toBeVisible();

  await page.getByRole("link", { name: "查看本批相关的大额交易" }).click();
  const sum = paidBy(file.text, "C9101000001");
  expect(sum).toBe("560,041.00");
  const queue = page.getByRole("grid", { name: "大额交易清单" });
  await queue.getByRole("row").filter({ hasText: sum }).first().click();
  const legs = page.getByRole("table", { name: "构成合计的交易" });
  await expect(legs.locator("tfoot")).toContainText(sum);
  await expect(legs.locator("tbody tr")).toHaveCount(3);
  await expect(legs.locator("tbody tr").first()).toContainText("300,000.00");
  await expect(page.getByText("当日 3 笔累计达到标准，单笔均未达到。")).toBeVisible();

  await page.goto("/ingestion");
  await expect(page.getByRole("grid", { name: "导入批次" }).getByText(file.name)).toBeVisible();
});

test("the same file again adds nothing", async ({ pageOf }) => {
  const page = await pageOf("officer");
  const file = smallFile("102");
  await importFile(page, file);
  await importFile(page, file);
  await expect(page.getByText("0 行，0 条分录")).toBeVisible();
});

test("rows that were left out come as a file in the reader's language", async ({ pageOf }) => {
  const page = await pageOf("officer", { language: "en" });
  await visit(page, "/ingestion");
  await page.getByLabel("Choose a transaction file").setInputFiles(smallFile("103"));
  await page.getByRole("button", { name: "Start import" }).click();
  await page.waitForURL(/\/ingestion\/[0-9a-f-]{36}$/);
  await expect(page.getByText("Finished", { exact: true })).toBeVisible({ timeout: 90_000 });
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download rows not taken in" }).click();
  const text = readFileSync(await (await download).path(), "utf8");
  expect(text.split(/\r?\n/).slice(0, 3)).toEqual([
    "\ufeffLine,Column,Reason,Code",
    "6,amount,The amount is negative.,ingestion.row.amount-negative",
    "7,type,Unknown kind of transaction.,ingestion.row.kind",
  ]);
  await page.getByRole("button", { name: "Amount negative 1" }).click();
  await expect(page.getByRole("grid", { name: "Rows not taken in" }).locator("tbody tr")).toHaveCount(1);
});

test("a file that cannot be read says why and leaves nothing", async ({ pageOf }) => {
  const page = await pageOf("officer");
  await visit(page, "/ingestion");
  const upload = page.getByLabel("选择交易文件");
  await upload.setInputFiles({ name: "picture.png", mimeType: "image/png", buffer: Buffer.from([137, 80, 78, 71]) });
  await expect(page.getByText("不支持这种文件")).toBeVisible();
  await upload.setInputFiles({ name: "wrong.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") });
  await page.getByRole("button", { name: "开始导入" }).click();
  await page.waitForURL(/\/ingestion\/[0-9a-f-]{36}$/);
  await expect(page.getByText("失败", { exact: true })).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText("表头缺少列：step")).toBeVisible();
});

test("a lead withdraws an import whole, and its large-value items with it", async ({ pageOf }) => {
  const page = await pageOf("lead");
  const file = smallFile("104");
  await importFile(page, file);
  const batch = page.url();
  await page.keyboard.press("w");
  const dialog = page.getByRole("dialog");
  const hold = dialog.getByRole("button", { name: /整批撤回/ });
  await expect(hold).toBeDisabled();
  await dialog.getByLabel("撤回事由").selectOption("wrong-file");
  await hold.focus();
  await page.keyboard.down("Enter");
  await expect(dialog).toBeHidden();
  await page.keyboard.up("Enter");
  await expect(page.getByText("已撤回", { exact: true })).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText("同一文件可以重新导入")).toBeVisible();
  await page.goto(`/ledger?batch=${batch.split("/").at(-1)}`);
  await expect(page.getByText("没有符合筛选的记录")).toBeVisible();
});

test("an officer may not withdraw, an auditor may not import", async ({ pageOf }) => {
  const officer = await pageOf("officer");
  await importFile(officer, smallFile("105"));
  await expect(officer.getByRole("button", { name: "整批撤回" })).toHaveCount(0);
  const auditor = await pageOf("auditor");
  await auditor.goto("/ingestion");
  await expect(auditor.getByRole("grid", { name: "导入批次" })).toBeVisible();
  await expect(auditor.getByRole("button", { name: "开始导入" })).toHaveCount(0);
});

test("filters stand in the address and can be taken off", async ({ pageOf }) => {
  const page = await pageOf("officer");
  await visit(page, "/ingestion?state=withdrawn&dateFrom=2031-01-01");
  await expect(page.getByText("没有符合筛选的记录")).toBeVisible();
  await page.getByRole("status").getByRole("button", { name: "清除全部" }).click();
  await expect(page).toHaveURL(/\/ingestion$/);
  await expect(page.getByRole("grid", { name: "导入批次" }).locator("tbody tr").first()).toBeVisible();
});

test("a format of one's own is saved, previewed and then imported", async ({ pageOf }) => {
  const page = await pageOf("officer", { language: "en" });
  await visit(page, "/ingestion");
  const format = `name: e2e-settlement
title: { zh: 结算, en: Settlement }
time: { column: at, pattern: "yyyy/MM/dd HH:mm" }
amount: { column: value }
currency: { fixed: CNY }
kind: { fixed: { kind: transfer, destination: customer } }
payer: { column: from }
payee: { column: to }
namespace: e2e-
parties: [{ kind: person, customer: true }]
`;
  const own = page.getByLabel("A format of your own");
  await own.setInputFiles({
    name: "f.yaml",
    mimeType: "text/yaml",
    buffer: Buffer.from(format.replace("yyyy/MM", "(a+)+")),
  });
  await expect(page.getByText(/^Line 3: time\.pattern/)).toBeVisible();
  await own.setInputFiles({ name: "f.yaml", mimeType: "text/yaml", buffer: Buffer.from(format) });
  await page.getByRole("button", { name: "Save format" }).click();
  await expect(page.getByText(/Saved as e2e-settlement@\d+\./)).toBeVisible();

  const file = "at,value,from,to\n2026/09/03 10:00,12.50,a1,b1\n03.09.2026,9.00,a1,b1\n";
  await page
    .getByLabel("Choose a transaction file")
    .setInputFiles({ name: "s.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  await expect(page.getByRole("button", { name: "Start import" })).toBeHidden();
  await page.getByRole("button", { name: "Preview" }).click();
  const dialog = page.getByRole("dialog", { name: "Preview" });
  await expect(
    dialog.getByRole("table", { name: "First rows" }).getByText("99.99.9999", { exact: true }),
  ).toBeVisible();
  await dialog.getByRole("button", { name: "Import this file" }).click();
  await page.waitForURL(/\/ingestion\/[0-9a-f-]{36}$/);
  await expect(page.getByText("Finished", { exact: true })).toBeVisible({ timeout: 90_000 });
});
