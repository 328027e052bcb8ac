import { expect, test, visit } from "./helpers/console";

test("a customer is found by number, and a number is revealed for a reason, counted", async ({ pageOf }) => {
  const page = await pageOf("officer");
  // By number: whoever joins meanwhile comes last.
  await visit(page, "/customers?kind=person&status=active&sort=number.asc");
  const rows = page.getByRole("grid", { name: "客户列表" }).getByRole("row");
  const number = (await rows.nth(3).getByRole("gridcell").first().textContent()) ?? "";
  await page.keyboard.press("/");
  await expect(page.locator("input:focus")).toBeVisible();
  await page.keyboard.type(number);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`q=${number}`));
  await page.getByRole("region", { name: "客户", exact: true }).getByRole("link", { name: number }).click();
  await expect(page).toHaveURL(/\/customers\/.+/);

  await page.getByRole("button", { name: "查看手机号" }).click();
  const dialog = page.getByRole("dialog", { name: "查看手机号" });
  await dialog.getByLabel("查看事由").selectOption({ label: "来电核对" });
  await dialog.getByLabel("缘由说明").fill("客户来电核对绑定手机");
  await dialog.getByRole("button", { name: "显示原值" }).click();
  await expect(page.getByText(/累计查看 \d+ 次/)).toBeVisible();
  await expect(page.getByText(/1\d{10}/)).toBeVisible();
  await page.getByRole("button", { name: "重新遮盖" }).click();
  await expect(page.getByText(/1\d{10}/)).toBeHidden();
  await expect(page.getByText(/今日已查看 [1-9]\d* 次/)).toBeVisible();
});

test("filtered to nothing and found nothing both lead back", async ({ pageOf }) => {
  const page = await pageOf("officer", { language: "en" });
  await visit(page, "/customers?sinceTo=2001-01-01");
  await expect(page.getByText("Nothing matches these filters")).toBeVisible();
  await visit(page, "/customers?q=nobody-by-this-name");
  await page.getByRole("button", { name: "Back to the list" }).click();
  await expect(page.getByRole("grid", { name: "Customer list" }).getByRole("row").nth(1)).toBeVisible();
});

test("who may not see customers is told nothing", async ({ pageOf }) => {
  const page = await pageOf("admin", { language: "en" });
  await visit(page, "/customers");
  await expect(page.getByText("There is nothing to show.")).toBeVisible();
});

test("an officer records an owner of an enterprise and sees who owns it in the end", async ({ pageOf }) => {
  const page = await pageOf("officer", { language: "en" });
  await visit(page, "/customers?kind=enterprise&sort=number.asc");
  const rows = page.getByRole("grid", { name: "Customer list" }).getByRole("row");
  await rows.nth(12).click();
  await page.waitForURL(/\/customers\/[0-9a-f-]{36}$/);
  await page.getByText("Record an owner", { exact: true }).click();
  const form = page.getByRole("form", { name: "Record an owner" });
  await form.getByLabel("Name").fill("Harbour Lane");
  await form.getByRole("combobox", { name: "Document", exact: true }).selectOption({ label: "Passport" });
  await form.getByLabel("Document number").fill(`X98${String(Date.now()).slice(-7)}`);
  await form.getByLabel("Share in percent, at most two decimals").fill("25");
  await form.getByRole("button", { name: "Record" }).click();
  const persons = page.getByRole("table", { name: "Natural persons in the end" });
  await expect(persons.getByRole("row").filter({ hasText: "25%" })).toContainText("beneficial owner");
  await expect(page.getByText("Owners of the customer do not add up: 75% is missing.")).toBeVisible();
  await expect(page.getByText("Harbour Lane")).toBeHidden();
});
