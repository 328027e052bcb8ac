import { expect, test, visit } from "./helpers/console";

test("measures by state, with filters in the address, and one opened beside the list", async ({ pageOf }) => {
  const page = await pageOf("officer");
  await visit(page, "/controls");
  const rows = page.getByRole("grid", { name: "管控措施" }).getByRole("row");
  await expect(rows.nth(1)).toBeVisible();
  await page.getByRole("link", { name: "全部" }).click();
  await expect(page).toHaveURL(/state=/);
  await expect(page.getByText("已解除").first()).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/controls\/.+/);
  await expect(page.getByRole("heading", { name: "凭据" })).toBeVisible();
  await expect(page.getByRole("list", { name: "客户能做的事" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "核心系统指令" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/controls\?state=/);
});

test("filtered to nothing offers a way out", async ({ pageOf }) => {
  const page = await pageOf("officer", { language: "en" });
  await visit(page, "/controls?reviewOnTo=2001-01-01");
  await expect(page.getByText("Nothing matches these filters")).toBeVisible();
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(page.getByRole("grid", { name: "Measures" }).getByRole("row").nth(1)).toBeVisible();
});

test("customer service sees measures and cannot propose", async ({ pageOf }) => {
  const page = await pageOf("service");
  await visit(page, "/controls");
  await page.getByRole("grid", { name: "管控措施" }).getByRole("row").nth(1).click();
  await page.getByRole("button", { name: "看账户" }).click();
  await expect(page).toHaveURL(/\/accounts\/.+/);
  await expect(page.getByRole("heading", { name: "现在不能做的，和缘由" })).toBeVisible();
  await expect(page.getByRole("button", { name: /提出|先行限制/ })).toHaveCount(0);
});

test("by kind, by source, and by what waits for a look, as chips that can be taken away", async ({ pageOf }) => {
  const page = await pageOf("lead", { language: "en" });
  const chips = page.getByRole("search", { name: "Filters" });
  await visit(page, "/controls?kind=restriction&source=system");
  await expect(chips.getByText("Restriction", { exact: true })).toBeVisible();
  await expect(chips.getByText("System", { exact: true })).toBeVisible();
  await visit(page, "/controls");
  await page.getByRole("link", { name: "To be looked at" }).click();
  await expect(page).toHaveURL(/review=open/);
  await visit(page, "/controls");
  await page.getByRole("link", { name: "Ending soon" }).click();
  await expect(page).toHaveURL(/expiresOnFrom=.+&expiresOnTo=.+/);
});

test("the item is read on a narrow screen", async ({ pageOf }) => {
  const page = await pageOf("lead", { viewport: { width: 390, height: 844 } });
  await visit(page, "/controls");
  await page.getByRole("grid", { name: "管控措施" }).getByRole("row").nth(1).press("Enter");
  await expect(page.getByRole("heading", { name: "凭据" })).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
});
