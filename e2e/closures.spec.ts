import { expect, test, visit } from "./helpers/console";
import { takeFreeAccount } from "./helpers/free-account";
import { CORE_MS } from "./helpers/restriction";

test("closings by state, and one opened beside the list with what happened", async ({ pageOf }) => {
  const page = await pageOf("auditor", { language: "en" });
  await visit(page, "/closures");
  await page.getByRole("navigation", { name: "By state" }).getByRole("link", { name: /Ended/ }).click();
  await expect(page).toHaveURL(/state=closed/);
  await expect(page.getByRole("grid", { name: "List of closings" }).getByRole("row").nth(1)).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/closures\/[0-9a-f-]{36}/);
  await expect(page.getByRole("heading", { name: "What happened" })).toBeVisible();
  await expect(page.getByText("Asked for", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: /Withdraw|Ask again/ })).toHaveCount(0);
});

test("what remains stands in the way of asking, each with its way out", async ({ pageOf }) => {
  const page = await pageOf("service");
  const account = await takeFreeAccount();
  await visit(page, `/closures/new?account=${account.id}`);
  await expect(page.getByRole("region", { name: "还差什么" })).toBeVisible();
  await expect(page.getByText("余额未清零")).toBeVisible({ timeout: CORE_MS });
  await expect(page.getByRole("button", { name: /申请销户/ })).toBeDisabled();
});

test("accounts nobody uses were told, and one can be proposed or kept", async ({ pageOf }) => {
  const page = await pageOf("officer", { language: "en" });
  await visit(page, "/closures/unused?state=noticed");
  await page.getByRole("grid", { name: "Unused accounts" }).getByRole("row").nth(1).click();
  await expect(page).toHaveURL(/\/closures\/unused\/[0-9a-f-]{36}/);
  const item = page.getByRole("region", { name: /^Unused account / });
  await expect(item.getByText("Customer told", { exact: true }).first()).toBeVisible();
});

test("who asked withdraws, and the account stays in use", async ({ pageOf }) => {
  const page = await pageOf("service", { language: "en" });
  await visit(page, "/closures?kind=by-customer");
  await page.getByRole("grid", { name: "List of closings" }).getByRole("row").nth(1).click();
  await page.getByRole("button", { name: /Withdraw/ }).click();
  await expect(page.getByText("Withdrawn; the account stays in use.")).toBeVisible();
});
