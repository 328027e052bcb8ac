import { expect, test, visit } from "./helpers/console";

test("a rule is found by its text and shows its figures and the law behind it", async ({ pageOf }) => {
  const page = await pageOf("officer", { language: "en" });
  await visit(page, "/rulebook?text=law-hvt-5wd");
  const row = page.getByRole("grid", { name: "Rulebook" }).getByRole("row").nth(1);
  await expect(row).toContainText("law-hvt-5wd");
  await row.click();
  await expect(page).toHaveURL(/\/rulebook\/law-hvt-5wd$/);
  await expect(page.getByRole("region", { name: /^Version/ }).getByText(/5 working days/)).toBeVisible();
  await expect(page.getByRole("heading", { name: "Law behind" })).toBeVisible();
});

test("unconfirmed rules are found together, in both languages", async ({ pageOf }) => {
  const page = await pageOf("officer");
  await visit(page, "/rulebook?status=unconfirmed");
  await expect(page.getByRole("grid", { name: "规则库" }).getByText("待确认").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "去掉筛选：核实程度" })).toBeVisible();
});

test("a figure is changed from a date by two persons", async ({ pageOf }) => {
  const officer = await pageOf("officer", { language: "en" });
  await visit(officer, "/rulebook/law-hvt-cash");
  const form = officer.getByRole("form", { name: "Change from a date" });
  await form.getByLabel(/Amount in USD/).fill("9000");
  await form.getByLabel("From").fill(`${new Date().getFullYear() + 1}-03-01`);
  await form.getByLabel("Source document").fill("Order 9 of 2026");
  await form.getByLabel("Grounds").fill("The line is lowered");
  await expect(form.getByText(/law-163-hvt says 10000/)).toBeVisible();
  await form.getByRole("button", { name: "Propose" }).click();
  await expect(officer.getByText(/Waiting to be checked: RC-/)).toBeVisible();
});
