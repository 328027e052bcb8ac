import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test, visit } from "./helpers/console";
import { decide } from "./helpers/restriction";

const QUEUE = "/reports/large-value";

const queueOf = (page: Page) => page.getByRole("grid", { name: "大额交易清单" });

test("the queue opens an item by keyboard, keeps its place, and backs out", async ({ pageOf }) => {
  const page = await pageOf("officer");
  await visit(page, `${QUEUE}?state=confirmed`);
  await expect(queueOf(page).locator("tbody tr").first()).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/large-value\/[0-9a-f-]{36}\?state=confirmed$/);
  const current = queueOf(page).locator("tr[data-current]");
  await expect(current).toBeVisible();
  await expect(current).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/large-value\?state=confirmed$/);
  await page.goBack();
  await expect(page.getByRole("table", { name: "构成合计的交易" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("table", { name: "构成合计的交易" })).toBeVisible();
});

test("the arithmetic of an item adds up to its sum", async ({ pageOf }) => {
  const page = await pageOf("analyst");
  await visit(page, `${QUEUE}?state=confirmed&rule=law-hvt-natural-domestic`);
  await queueOf(page).locator("tbody tr").first().click();
  const legs = page.getByRole("table", { name: "构成合计的交易" });
  await legs.waitFor();
  const amounts = await legs.locator("tbody tr td:nth-child(4)").allInnerTexts();
  const fen = amounts.reduce((sum, text) => sum + BigInt(text.replace(/[,.]/g, "")), 0n);
  const total = (await legs.locator("tfoot td:nth-child(2)").innerText()).replace(/[,.]/g, "");
  expect(fen.toString()).toBe(total);
});

test("checking an item opens the next one", async ({ pageOf }) => {
  const page = await pageOf("analyst");
  await visit(page, `${QUEUE}?rule=law-hvt-natural-crossborder`);
  const rows = queueOf(page).locator("tbody tr");
  const number = await rows
    .first()
    .getByText(/^LV-\d+$/)
    .innerText();
  await rows.first().click();
  const heading = page.getByRole("region", { name: `大额交易 ${number}` });
  await heading.first().waitFor();
  const before = page.url();
  await page.keyboard.press("a");
  await expect(page).not.toHaveURL(before);
  await page.goto(before);
  await expect(page.getByText("合计已核对，待按期报告")).toBeVisible();
  await visit(page, `${QUEUE}?rule=law-hvt-natural-crossborder`);
  await expect(rows.first()).toBeVisible();
  await expect(rows.filter({ hasText: number })).toHaveCount(0);
});

test("an item checked meanwhile says so and cannot be checked twice", async ({ pageOf }) => {
  const page = await pageOf("officer");
  await visit(page, `${QUEUE}?rule=law-hvt-natural-crossborder`);
  await queueOf(page).locator("tbody tr").last().click();
  const check = page.getByRole("button", { name: "确认合计" });
  await expect(check).toBeEnabled();

  const other = await pageOf("analyst");
  await visit(other, new URL(page.url()).pathname);
  await other.getByRole("button", { name: "确认合计" }).click();
  await expect(other).not.toHaveURL(new URL(page.url()).pathname);

  await check.click();
  await expect(page.getByText("打开之后此项有变动。")).toBeVisible();
  await expect(page.getByText("合计已变化，请重新查看")).toBeVisible();
  await expect(check).toHaveCount(0);
});

test("filtered to nothing says so and offers the way out", async ({ pageOf }) => {
  const page = await pageOf("officer");
  await visit(page, `${QUEUE}?rule=law-hvt-cash&dateFrom=2031-01-01`);
  await expect(page.getByText("没有符合筛选的记录")).toBeVisible();
  await page.getByRole("button", { name: /去掉「交易日/ }).click();
  await expect(page).toHaveURL(/large-value\?rule=law-hvt-cash$/);
});

test("who may exports a masked list, safe for a table", async ({ pageOf }) => {
  const page = await pageOf("auditor");
  await visit(page, QUEUE);
  await page.getByRole("button", { name: "导出" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "导出清单" }).click();
  const text = readFileSync(await (await download).path(), "utf8");
  expect(text.startsWith("\ufeff编号,状态,")).toBe(true);
  const [, ...lines] = text.trim().split(/\r?\n/);
  expect(lines.length).toBeGreaterThan(5);
  for (const line of lines) expect(line).not.toMatch(/(^|,)[=+@-][^,]/);
  await expect(page.getByRole("button", { name: "确认合计" })).toHaveCount(0);
});

test("the queue reads in English", async ({ pageOf }) => {
  const page = await pageOf("officer", { language: "en" });
  await visit(page, `${QUEUE}?state=confirmed`);
  await expect(page.getByRole("heading", { level: 1, name: "Large value" })).toBeVisible();
  await page.getByRole("grid", { name: "Large-value transactions" }).locator("tbody tr").first().click();
  await expect(page.getByRole("table", { name: "Transactions of the sum" })).toBeVisible();
  await expect(page.getByText("The sum is checked and to be reported")).toBeVisible();
});

test("the transactions list filters by kind and direction", async ({ pageOf }) => {
  const page = await pageOf("officer");
  await page.goto("/ledger?kind=withdrawal&direction=out");
  const list = page.getByRole("grid", { name: "交易" });
  await expect(list.locator("tbody tr").first()).toBeVisible();
  for (const text of await list.locator("tbody tr td:nth-child(3)").allInnerTexts()) expect(text).toBe("提现");
  await page.getByRole("button", { name: "去掉筛选：类型" }).click();
  await expect(page).toHaveURL(/\/ledger\?direction=out$/);
});

test("an exemption is proposed by the officer, approved by the lead, and stands in the list", async ({ pageOf }) => {
  const officer = await pageOf("officer", { language: "en" });
  await visit(officer, `${QUEUE}?state=confirmed&rule=law-hvt-nonnatural`);
  const list = officer.getByRole("grid", { name: "Large-value transactions" });
  await list.locator("tbody tr").last().click();
  const foot = officer.getByRole("region", { name: "Actions" });
  await foot.getByLabel("Kind of exemption").selectOption({ label: "Transfer of funds inside the institution" });
  await foot.getByLabel("Grounds").fill("Moved between our own settlement accounts");
  await foot.getByRole("button", { name: "Propose exemption" }).click();
  const waits = officer.getByRole("link", { name: /^AP-/ });
  const approval = (await waits.getAttribute("href")) ?? "";
  await expect(foot.getByRole("button", { name: "Propose exemption" })).toBeDisabled();

  const lead = await pageOf("lead", { language: "en" });
  await visit(lead, approval);
  await expect(lead.getByText("Moved between our own settlement accounts")).toBeVisible();
  const actions = lead.getByRole("region", { name: "Actions" });
  const approve = actions.getByRole("button", { name: "Approve" });
  await expect(approve).toBeEnabled();
  await decide(lead, "lead", approve, actions.getByRole("button", { name: "See what it is about" }));

  await officer.reload();
  await expect(officer.getByText("no report is due")).toBeVisible();
  const number = (
    await officer
      .getByText(/^LV-\d+$/)
      .first()
      .innerText()
  ).trim();
  await visit(officer, `${QUEUE}?state=exempt`);
  await expect(list.getByRole("row").filter({ hasText: number })).toContainText("Exempt");
});
