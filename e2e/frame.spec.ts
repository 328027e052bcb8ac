import type { Locator, Page } from "@playwright/test";
import { expect, type Language, ready, test, visit } from "./helpers/console";

const WORDS: Record<Language, { sheet: string; search: string; masked: RegExp }> = {
  "zh-CN": { sheet: "键表", search: "查找与命令", masked: /已遮盖/ },
  en: { sheet: "Keys", search: "Find and do", masked: /hidden/ },
};

/** Opens the palette; what is typed before its field has the focus would be keys of the page. */
async function openPalette(page: Page, palette: Locator): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(palette.getByRole("combobox")).toBeFocused();
}

for (const language of ["zh-CN", "en"] as const) {
  test(`the sheet of keys tells what this page does for this reader (${language})`, async ({ pageOf }) => {
    const page = await pageOf("officer", { language });
    await visit(page, "/customers");
    await expect(page.locator("tbody tr").first()).toBeVisible();
    await page.keyboard.press("Shift+Slash");
    const sheet = page.getByRole("dialog", { name: WORDS[language].sheet });
    await expect(sheet).toBeVisible();
    const told = sheet.getByRole("listitem");
    await expect(told.filter({ hasText: language === "en" ? "Next row" : "下一行" })).toBeVisible();
    await expect(told.filter({ hasText: language === "en" ? "Approve" : "批准" })).toHaveCount(0);
    await page.keyboard.press("Escape");
    await expect(sheet).toBeHidden();
  });
}

test("Esc leaves the field first, then the item", async ({ pageOf }) => {
  const page = await pageOf("officer");
  await visit(page, "/customers");
  await page.locator("tbody tr").first().click();
  await page.waitForURL(/\/customers\/.+/);
  await ready(page);
  await expect(page.getByRole("navigation", { name: "所在位置" })).toContainText("/");
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/customers(\?.*)?$/);
});

test("a page is printed with who and when, its list or item only, and what is masked stays masked", async ({
  pageOf,
}) => {
  const page = await pageOf("officer");
  await visit(page, "/customers?status=active");
  await expect(page.locator("tbody tr").first()).toBeVisible();
  await expect(page.getByText(/打印于/)).toBeHidden();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText(/打印于/)).toBeVisible();
  await expect(page.getByRole("banner")).toBeHidden();
  await expect(page.getByRole("complementary", { name: "导航" })).toBeHidden();
  await expect(page.locator(".hg-filter-chip b")).toBeVisible();
  await expect(page.locator("tbody .hg-mask").first()).toBeVisible();
  const pdf = await page.pdf();
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
});

test("commands are found by a part of their name, act within rights, and lead to the form", async ({ pageOf }) => {
  const page = await pageOf("officer");
  await visit(page, "/overview");
  const palette = page.getByRole("dialog", { name: WORDS["zh-CN"].search });
  await openPalette(page, palette);
  await page.keyboard.type("导大额");
  await expect(palette.getByRole("option", { name: "导出大额交易清单" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/reports\/large-value\?do=export$/);
  await expect(page.getByRole("dialog")).toBeVisible();

  await visit(page, "/overview");
  await openPalette(page, palette);
  await page.keyboard.type("邀请");
  await expect(palette.getByText("没有找到")).toBeVisible();
});

test("an account is found with what can be done to it, and is offered again", async ({ pageOf }) => {
  const page = await pageOf("officer");
  await visit(page, "/customers?kind=person&status=active&sort=number.asc");
  await page.locator("tbody tr").nth(2).click();
  await page.waitForURL(/\/customers\/.+/);
  const account = page.getByRole("table", { name: "账户" }).getByRole("link").first();
  const number = (await account.innerText()).trim();
  const palette = page.getByRole("dialog", { name: WORDS["zh-CN"].search });
  await openPalette(page, palette);
  await page.keyboard.type(`冻结 ${number}`);
  await expect(palette.getByRole("option", { name: `对账户 ${number} 提出限制` })).toBeVisible();
  await palette.getByRole("group", { name: "账户" }).getByRole("option").first().click();
  await page.waitForURL(/\/accounts\/.+/);
  await expect(palette).toBeHidden();
  await page.keyboard.press("Control+k");
  await expect(palette.getByRole("group", { name: "最近" }).getByRole("option")).toHaveCount(1);
});
