import { expect, test, visit } from "./helpers/console";

test("a version of the policy is read beside the list, with what it rests on", async ({ pageOf }) => {
  const page = await pageOf("auditor", { language: "en" });
  await visit(page, "/consents/policies");
  await expect(page.getByRole("heading", { name: "Consents and policies", exact: true })).toBeVisible();
  await page.getByRole("grid", { name: "Records" }).getByRole("row").nth(1).click();
  await expect(page).toHaveURL(/\/consents\/policies\/[0-9a-f-]{36}/);
  await expect(page.getByText("Fingerprint of the text")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/consents\/policies$/);
});

test("customer service takes a consent back in one step, and the auditor cannot", async ({ pageOf }) => {
  const page = await pageOf("service");
  await visit(page, "/consents?change=given");
  await page.getByRole("grid", { name: "记录" }).getByRole("row").nth(2).click();
  const section = page.getByRole("region", { name: "同意", exact: true });
  await section.getByRole("button", { name: "全部撤回" }).click();
  const dialog = page.getByRole("dialog", { name: "撤回同意" });
  await dialog.getByRole("button", { name: "撤回" }).click();
  await expect(dialog).toBeHidden();
  await expect(section.getByRole("button", { name: "全部撤回" })).toBeHidden();
  const auditor = await pageOf("auditor");
  await visit(auditor, "/consents/policies");
  await expect(auditor.getByRole("button", { name: "提请发布" })).toBeHidden();
});
