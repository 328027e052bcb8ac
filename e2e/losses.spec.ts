import { expect, test, visit } from "./helpers/console";

test("the desk shows what is open, and one report with its four times", async ({ pageOf }) => {
  const page = await pageOf("service", { language: "en" });
  await visit(page, "/losses");
  await expect(page.getByRole("heading", { name: "Loss reports" })).toBeVisible();
  await expect(page.getByRole("grid", { name: "Loss reports" }).getByRole("row").nth(1)).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/losses\/[0-9a-f-]{36}/);
  await expect(page.getByRole("heading", { name: "Four times" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Identity checklist" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/losses$/);
});

test("a letter entered late shows its gap and boasts of no seconds", async ({ pageOf }) => {
  const page = await pageOf("service", { language: "en" });
  await visit(page, "/losses?cause=data-misused");
  await expect(page.getByRole("row", { name: /Late/ })).toBeVisible();
});

test("who may not take reports has no way into the gesture", async ({ pageOf }) => {
  const page = await pageOf("auditor", { language: "en" });
  await visit(page, "/losses");
  await expect(page.getByRole("heading", { name: "Loss reports" })).toBeVisible();
  await expect(page.getByRole("grid", { name: "Loss reports" }).getByRole("row").nth(1)).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Four times" })).toBeVisible();
  await expect(page.getByRole("button", { name: /Confirm|Propose to end|Pick movements/ })).toHaveCount(0);
});

test("time to protect is shown by month", async ({ pageOf }) => {
  const page = await pageOf("lead", { language: "zh-CN" });
  await visit(page, "/losses/figures");
  await expect(page.getByRole("heading", { name: "挂失", exact: true })).toBeVisible();
  await expect(page.getByRole("heading", { name: "近期未核实止付" })).toBeVisible();
});
