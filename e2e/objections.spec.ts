import { expect, test, visit } from "./helpers/console";
import { chooseIn } from "./helpers/fields";

test("an objection is read beside the list with its term; how many are late is said above", async ({ pageOf }) => {
  const page = await pageOf("auditor", { language: "en" });
  await visit(page, "/objections");
  await expect(page.getByRole("heading", { name: "Objections", exact: true })).toBeVisible();
  await expect(page.getByText(/^\d+ late$/)).toBeVisible();
  await expect(page.getByRole("grid", { name: "List of objections" }).getByRole("row").nth(1)).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/objections\/[0-9a-f-]{36}/);
  await expect(page.getByRole("heading", { name: "What the customer says" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "The measure", exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/objections$/);
});

test("who had no part in the measure decides, and the customer has a letter", async ({ pageOf }) => {
  // An officer proposed the measure and one of the two leads agreed: the other one decides.
  for (const name of ["lead", "lead2"] as const) {
    const page = await pageOf(name);
    await visit(page, "/objections?ground=basic-needs");
    await page.getByRole("grid", { name: "异议列表" }).getByRole("row").nth(1).click();
    await expect(page.getByRole("heading", { name: "客户的说法" })).toBeVisible();
    const decide = page.getByRole("region", { name: "操作" }).getByRole("button", { name: "决定" });
    const barred = page.getByText("您参与过这项措施", { exact: false });
    await expect(decide.or(barred)).toBeVisible();
    if (await barred.isVisible()) continue;
    await decide.click();
    const dialog = page.getByRole("dialog", { name: /^决定异议/ });
    await chooseIn(dialog, "决定", "不成立：保留措施");
    await chooseIn(dialog, "不成立的理由", "核查后风险仍在");
    await dialog.getByLabel("给客户的答复").fill("核查后风险仍在，限制继续。生活所需可以另行申请。");
    await dialog.getByRole("button", { name: "决定并答复" }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole("link", { name: "答复函" }).click();
    await expect(page).toHaveURL(/\/objections\/letter\/[0-9a-f-]{36}/);
    await expect(page.getByText("核查后风险仍在，限制继续。", { exact: false })).toBeVisible();
    return;
  }
  throw new Error("neither lead may decide it");
});

test("customer service enters and withdraws, and decides nothing", async ({ pageOf }) => {
  const page = await pageOf("service", { language: "en" });
  await visit(page, "/objections?ground=explained");
  await page.getByRole("grid", { name: "List of objections" }).getByRole("row").nth(1).click();
  await expect(page.getByRole("heading", { name: "What the customer says" })).toBeVisible();
  await expect(page.getByRole("button", { name: /Customer withdraws/ })).toBeVisible();
  await expect(page.getByRole("button", { name: /Decide/ })).toHaveCount(0);
});
