import { expect, test, visit } from "./helpers/console";

test("the worklist is walked and opened with keys", async ({ pageOf }) => {
  const page = await pageOf("analyst");
  await visit(page, "/worklist");
  const rows = page.getByRole("grid", { name: "我的工作" }).getByRole("row");
  await expect(rows.nth(2)).toBeVisible();
  await page.keyboard.press("j");
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press("j");
  await expect(rows.nth(2)).toBeFocused();
  await page.keyboard.press("k");
  await expect(rows.nth(1)).toBeFocused();
  const href = await rows.nth(1).getByRole("link").first().getAttribute("href");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`${href}$`));
});

test("filters stand in the address and as chips, with a way out", async ({ pageOf }) => {
  const page = await pageOf("lead", { language: "en" });
  await visit(page, "/worklist?state=done&standing=today&dueTo=2001-01-01");
  await expect(page.getByText("Nothing matches these filters")).toBeVisible();
  await expect(page.getByRole("button", { name: "Remove filter: State" })).toBeVisible();
  await page.getByRole("button", { name: "Clear all" }).last().click();
  await expect(page).toHaveURL(/\/worklist$/);
  await expect(page.getByRole("grid", { name: "My work" }).getByRole("row").nth(1)).toBeVisible();
});

test("a due date shows its working", async ({ pageOf }) => {
  const page = await pageOf("lead", { language: "en" });
  await visit(page, "/worklist?kind=large-value");
  await page.getByRole("grid").getByRole("row").nth(1).getByRole("button").click();
  const why = page.getByRole("dialog", { name: "Why this date" });
  await expect(why.getByText("Working days counted")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(why).toBeHidden();
});

test("who has no worklist is told nothing", async ({ pageOf }) => {
  const page = await pageOf("admin", { language: "en" });
  await visit(page, "/worklist");
  await expect(page.getByText("There is nothing to show.")).toBeVisible();
});
