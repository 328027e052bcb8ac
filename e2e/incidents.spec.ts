import { expect, test, visit } from "./helpers/console";

test("an incident is read beside the list with its clocks, its people and what is next", async ({ pageOf }) => {
  const page = await pageOf("auditor", { language: "en" });
  await visit(page, "/incidents");
  await expect(page.getByRole("heading", { name: "Security incidents", exact: true })).toBeVisible();
  await page.getByRole("grid", { name: "List of security incidents" }).getByRole("row").nth(1).click();
  await expect(page).toHaveURL(/\/incidents\/[0-9a-f-]{36}/);
  await expect(page.getByRole("heading", { name: "Duties", exact: true })).toBeVisible();
  await expect(page.getByText("Hours not verified", { exact: false }).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/incidents$/);
});

test("an incident is registered as of its discovery, and its first clock runs from there", async ({ pageOf }) => {
  const page = await pageOf("privacy");
  await visit(page, "/incidents");
  await page.getByRole("button", { name: "登记事件" }).click();
  const dialog = page.getByRole("dialog", { name: "登记信息安全事件" });
  await dialog.getByLabel("定级").selectOption({ label: "较大" });
  await dialog.getByLabel("经过").fill("样本：邮件发错了收件人。");
  await dialog.getByRole("button", { name: /^登记/ }).click();
  await expect(page).toHaveURL(/\/incidents\/[0-9a-f-]{36}/);
  await expect(page.getByText("样本：邮件发错了收件人。")).toBeVisible();
  await expect(page.getByText("自发现起 4 小时")).toBeVisible();
});
