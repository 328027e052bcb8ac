import { expect, test, visit } from "./helpers/console";

test("a rule is found by its text and shows its figures and the law behind it", async ({ pageOf }) => {
  const page = await pageOf("officer", { language: "en" });
  await visit(page, "/rulebook?text=law-hvt-5wd");
  const row = page.getByRole("grid", { name: "Rulebook" }).getByRole("row").nth(1);
  await expect(row).toContainText("law-hvt-5wd");
  await row.click();
  await expect(page).toHaveURL(/\/rulebook\/law-hvt-5wd$/);
  await expect(page.getByText(/5 working days/)).toBeVisible();
  await expect(page.getByRole("heading", { name: "Law behind" })).toBeVisible();
});

test("unconfirmed rules are found together, in both languages", async ({ pageOf }) => {
  const page = await pageOf("officer");
  await visit(page, "/rulebook?status=unconfirmed");
  await expect(page.getByRole("grid", { name: "规则库" }).getByText("待确认").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "去掉筛选：核实程度" })).toBeVisible();
});
