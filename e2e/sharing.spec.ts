import { expect, test, visit } from "./helpers/console";

test("a partner is read beside the list, with what it gets and was told", async ({ pageOf }) => {
  const page = await pageOf("auditor", { language: "en" });
  await visit(page, "/sharing?state=active");
  await page.getByRole("grid", { name: "Records" }).getByRole("row").nth(1).click();
  await expect(page).toHaveURL(/\/sharing\/[0-9a-f-]{36}/);
  await expect(page.getByRole("heading", { name: "What is given" })).toBeVisible();
  await expect(page.getByRole("button", { name: "End" })).toBeHidden();
});

test("a recipient is told by hand and confirms", async ({ pageOf }) => {
  const page = await pageOf("privacy");
  await visit(page, "/sharing/notices?state=waiting");
  await page.getByRole("grid", { name: "记录" }).getByRole("row").nth(1).click();
  await page.getByRole("button", { name: "登记已通知" }).click();
  const dialog = page.getByRole("dialog", { name: "登记已通知" });
  await dialog.getByRole("button", { name: "登记" }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "登记已确认" }).click();
  await expect(page.getByRole("button", { name: "登记已确认" })).toBeHidden();
});
