import type { Page } from "@playwright/test";
import { expect, test, visit } from "./helpers/console";
import { takeFreeAccount } from "./helpers/free-account";
import { CORE_MS } from "./helpers/restriction";

test.describe.configure({ mode: "serial" });

type Paper = {
  readonly authority: string;
  readonly office: string;
  readonly act: string;
  readonly account: string;
  readonly term?: { readonly count: string; readonly unit: string };
  readonly amount?: string;
  readonly stated?: boolean;
};

/** Numbers of papers are of this run alone: a paper is taken in once. */
const run = crypto.randomUUID().slice(0, 8);

/** A day that has passed on every calendar. */
const written = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);

/** Types a whole paper of two officers into the form, as the counter reads it. */
async function fillPaper(page: Page, number: string, paper: Paper): Promise<void> {
  await visit(page, "/orders/new");
  const form = page.getByRole("form", { name: "指令登记表" });
  const line = (name: string) => form.getByRole("textbox", { name, exact: true });
  const choice = (name: string) => form.getByRole("combobox", { name, exact: true });
  const checks = page.getByRole("group", { name: "核对", exact: true });
  await choice("机关类别").selectOption(paper.authority);
  await line("机关名称").fill(paper.office);
  await line("案号").fill(`样本案号-${number}`);
  await line("文号").fill(`样本文号-${number}`);
  await form.getByLabel("文书日期").fill(written);
  await choice("事项").selectOption(paper.act);
  await line("账号或客户号").fill(paper.account);
  if (paper.amount) await line("金额（元）").fill(paper.amount);
  if (paper.term) {
    await line("期限").fill(paper.term.count);
    await choice("单位").selectOption(paper.term.unit);
  }
  for (const [at, name] of ["样本甲", "样本乙"].entries()) {
    await line(`姓名 ${at + 1}`).fill(name);
    await line(`证件号 ${at + 1}`).fill(`样000${at + 1}`);
  }
  for (const check of ["文书原件", "公章", "两名执法人员证件", "留存复印件"])
    await checks.getByRole("checkbox", { name: check, exact: true }).check();
  if (!paper.stated) return;
  const stated = page.getByRole("group", { name: "文书载明", exact: true }).getByRole("checkbox");
  await expect(stated.first()).toBeVisible();
  for (const box of await stated.all()) await box.check();
}

test("a freeze is taken in at the counter, is in force once the core confirms, and has its receipt; the next one queues", async ({
  pageOf,
}) => {
  test.setTimeout(180_000);
  const page = await pageOf("officer");
  const { number: account } = await takeFreeAccount();
  await fillPaper(page, `${run}-1`, {
    authority: "police",
    office: "示例市公安局",
    act: "freeze",
    account,
    term: { count: "6", unit: "months" },
    stated: true,
  });
  await expect(page.getByText("文书齐全，可执行。")).toBeVisible();
  await expect(page.getByText(/^将于 .+ 到期$/)).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}/);
  await expect(page.getByRole("heading", { name: "示例市公安局 · 冻结" })).toBeVisible();
  await expect(page.getByText("到期自动失效")).toBeVisible({ timeout: CORE_MS });

  const asked = page.context().waitForEvent("request", (request) => request.url().includes("/api/orders/receipt"));
  await page.getByRole("button", { name: "打开回执" }).click();
  const receipt = await page.request.get((await asked).url());
  expect(receipt.status()).toBe(200);
  expect(receipt.headers()["content-type"]).toContain("application/pdf");
  expect((await receipt.body()).subarray(0, 5).toString()).toBe("%PDF-");

  await fillPaper(page, `${run}-2`, {
    authority: "court",
    office: "示例市人民法院",
    act: "freeze",
    account,
    term: { count: "1", unit: "years" },
  });
  await expect(page.getByText("文书齐全，可执行。")).toBeVisible();
  await page.getByRole("button", { name: "登记并执行" }).click();
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}/);
  await expect(page.getByText("前者结束即自动生效")).toBeVisible();
  await expect(page.getByText(/^轮候第 \d+ 位/)).toBeVisible();
});

test("more than the balance is not deducted: the paper is refused with its ground and its rule", async ({ pageOf }) => {
  test.setTimeout(120_000);
  const page = await pageOf("officer");
  const { number: account } = await takeFreeAccount();
  await fillPaper(page, `${run}-3`, {
    authority: "court",
    office: "示例市人民法院",
    act: "deduct",
    account,
    amount: "900000000",
  });
  await expect(page.getByText("文书齐全，可执行。")).toBeVisible();
  await page.getByRole("button", { name: "登记并执行" }).click();
  const ground = "扣划金额超过账户余额。";
  await expect(page.getByText(ground).first()).toBeVisible();
  await page.getByRole("button", { name: "拒绝并出具回执" }).click();
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}/);
  await expect(page.getByRole("heading", { name: "拒绝理由" })).toBeVisible();
  await expect(page.getByText(ground)).toBeVisible();
  await expect(page.getByRole("main").getByRole("heading", { name: "依据", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "打开拒绝回执" })).toBeVisible();
});

test("the register and the platform's orders lead to each other, and filters to a way out", async ({ pageOf }) => {
  const page = await pageOf("officer", { language: "en" });
  await visit(page, "/orders");
  await page.getByRole("link", { name: "Platform", exact: true }).click();
  await expect(page).toHaveURL(/\/orders\/electronic$/);
  await expect(page.getByRole("heading", { name: "Platform orders" })).toBeVisible();
  await page.getByRole("link", { name: "Counter", exact: true }).click();
  await expect(page).toHaveURL(/\/orders$/);
  await visit(page, "/orders?number=AO-999999");
  await expect(page.getByText("Nothing matches these filters")).toBeVisible();
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(page.getByRole("grid", { name: "Register of orders" }).getByRole("row").nth(1)).toBeVisible();
});

test("who is not cleared sees no paper that may not be told, in the list or by its number", async ({ pageOf }) => {
  const page = await pageOf("officer");
  await visit(page, "/orders");
  const grid = page.getByRole("grid", { name: "指令登记簿" });
  await expect(grid.getByRole("row").nth(1)).toBeVisible();
  await expect(grid.getByText("示例中心支行")).toHaveCount(0);
  const cleared = await pageOf("lead");
  await visit(cleared, "/orders");
  await expect(cleared.getByRole("grid", { name: "指令登记簿" }).getByText("示例中心支行")).toBeVisible();
});
