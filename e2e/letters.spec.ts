import { expect, test, visit } from "./helpers/console";

test("what customers were told, and one letter opened by keyboard with its channels", async ({ pageOf }) => {
  const page = await pageOf("service");
  await visit(page, "/letters");
  await expect(page.getByRole("grid", { name: "告知列表" }).getByRole("row").nth(1)).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/letters\/[0-9a-f-]{36}/);
  for (const name of ["告知内容", "渠道"]) {
    await expect(page.getByRole("heading", { name, exact: true })).toBeVisible();
  }
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/letters$/);
});

test("a letter that reached nobody says why, and the customer is told again", async ({ pageOf }) => {
  const page = await pageOf("service");
  await visit(page, "/letters?standing=failed");
  await page.getByRole("grid", { name: "告知列表" }).getByRole("row").nth(1).press("Enter");
  await expect(page).toHaveURL(/\/letters\/[0-9a-f-]{36}/);
  const first = page.url();
  await expect(page.getByText("服务商拒收该号码").or(page.getByText("一直没有回执")).first()).toBeVisible();
  await page.keyboard.press("s");
  const dialog = page.getByRole("dialog", { name: "再次告知客户" });
  await dialog.getByRole("button", { name: /原因/ }).click();
  await page.getByRole("option", { name: "此前未送达" }).click();
  await expect(page.getByRole("listbox")).toHaveCount(0);
  await dialog.getByRole("button", { name: "再次告知" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page).not.toHaveURL(first);
  await expect(page.getByText("此前未送达")).toBeVisible();
});

test("filters stand in the address, and to nothing there is a way out", async ({ pageOf }) => {
  const page = await pageOf("officer", { language: "en" });
  await visit(page, "/letters?writtenTo=2001-01-01");
  await expect(page.getByText("Nothing matches these filters")).toBeVisible();
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(page).toHaveURL(/\/letters$/);
  await expect(page.getByRole("row").nth(1)).toBeVisible();
});
