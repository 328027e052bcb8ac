import { expect, test, visit } from "./helpers/console";

test("what the system decides by itself stands in words and rules", async ({ pageOf }) => {
  const page = await pageOf("auditor", { language: "en" });
  await visit(page, "/processing/automatic");
  await expect(page.getByRole("cell", { name: "Payment over a limit" })).toBeVisible();
  await expect(
    page
      .getByRole("row", { name: /Payment over a limit/ })
      .getByRole("button")
      .first(),
  ).toBeVisible();
  await expect(page.getByText("law-pipl-24")).toHaveCount(0);
});

test("an activity is read beside the list", async ({ pageOf }) => {
  const page = await pageOf("privacy");
  await visit(page, "/processing");
  await page.getByRole("grid", { name: "记录" }).getByRole("row").nth(1).click();
  await expect(page).toHaveURL(/\/processing\/[0-9a-f-]{36}/);
  await expect(page.getByRole("button", { name: "终止" })).toBeVisible();
});
