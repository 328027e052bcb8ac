import type { Page } from "@playwright/test";
import { expect, test, visit } from "../helpers/console";
import { CORE_MS, openFreeAccount } from "../helpers/restriction";

test.describe.configure({ mode: "serial" });

/** From an account's page by keyboard: the second road, its warning, the words, submitted. Gives the measure's address. */
async function restrictAtOnce(page: Page, note: string, hours?: string): Promise<string> {
  await page.keyboard.press("Shift+P");
  const form = page.getByRole("form", { name: "先行限制" });
  await expect(form).toBeVisible();
  await expect(page.getByText(/立即生效，不等复核/)).toBeVisible();
  if (hours) await form.getByRole("button", { name: hours }).click();
  await form.getByLabel("经办理由").fill(note);
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(/\/controls\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname;
}

test("restricted at once without anybody, kept by a second person afterwards", async ({ pageOf }) => {
  test.setTimeout(120_000);
  const officer = await pageOf("officer");
  await openFreeAccount(officer);
  const measure = await restrictAtOnce(officer, "正在连续转出，已无法等待复核");
  await expect(officer.getByRole("heading", { level: 1, name: "限制账户·本机构判断" })).toBeVisible();
  await expect(officer.getByText("生效中").first()).toBeVisible({ timeout: CORE_MS });
  await expect(officer.getByText(/等另一人复核/).first()).toBeVisible();
  // Who gave it does not look at it himself.
  await expect(officer.getByRole("button", { name: /^复核/ })).toHaveCount(0);

  const lead = await pageOf("lead");
  await visit(lead, "/controls?review=open,overdue");
  await expect(lead.getByRole("grid", { name: "管控措施" }).getByRole("row").nth(1)).toBeVisible();
  await visit(lead, measure);
  await expect(lead.getByText("正在连续转出，已无法等待复核")).toBeVisible();
  await lead.getByRole("button", { name: /^复核：维持/ }).click();
  await expect(lead.getByRole("button", { name: /^复核/ })).toHaveCount(0);
  await expect(lead.getByText("生效中").first()).toBeVisible();
});

test("found wrongly given by a second person: it ends, for a reason in words", async ({ pageOf }) => {
  test.setTimeout(120_000);
  const officer = await pageOf("officer");
  const { path: account } = await openFreeAccount(officer);
  const measure = await restrictAtOnce(officer, "误认为同名客户");
  await expect(officer.getByText("生效中").first()).toBeVisible({ timeout: CORE_MS });
  const lead = await pageOf("lead");
  await visit(lead, measure);
  await lead.getByRole("button", { name: /^复核：有误/ }).click();
  await expect(lead.getByRole("alert").filter({ hasText: "理由" })).toBeVisible();
  await lead.getByLabel("认定有误的理由").fill("并非同一客户，账号看错");
  await lead.getByRole("button", { name: /^复核：有误/ }).click();
  await expect(lead.getByText("已解除").first()).toBeVisible({ timeout: CORE_MS });
  await visit(officer, account);
  await expect(officer.getByText("无限制")).toBeVisible();
});

test("a measure with a term shows how long it still holds, and why until then", async ({ pageOf }) => {
  test.setTimeout(120_000);
  const officer = await pageOf("officer");
  const { path: account } = await openFreeAccount(officer);
  await restrictAtOnce(officer, "先行限制两日，待核实", "48小时");
  await expect(officer.getByText(/还剩 4[78] 小时/).first()).toBeVisible();
  await officer.getByRole("button", { name: /还剩 4[78] 小时/ }).click();
  await expect(officer.getByText("48 小时", { exact: true })).toBeVisible();
  await visit(officer, account);
  const picture = officer.getByRole("table", { name: "措施逐项合并" });
  await expect(picture.getByRole("row", { name: /限制 本机构判断.*还剩/ })).toBeVisible();
  await expect(picture.getByRole("row", { name: /合并效力/ })).toBeVisible();
});
