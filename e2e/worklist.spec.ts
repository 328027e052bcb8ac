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
  const href = await page.locator("tr:focus").getByRole("link").first().getAttribute("href");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`item=${new URLSearchParams(href?.split("?")[1]).get("item")}`));
  await expect(page.getByRole("region", { name: "办理", exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/item=/);
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

test("a saved view is kept with its filters and opened by its address", async ({ pageOf }) => {
  const page = await pageOf("teamlead", { language: "en" });
  await visit(page, "/worklist?kind=large-value&sort=number.desc");
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("button", { name: "Save this view" }).click();
  const name = `Newest ${Date.now()}`;
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Share with").selectOption("all");
  await page.getByRole("button", { name: "Save view" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  const colleague = await pageOf("officer", { language: "en" });
  await visit(colleague, "/worklist?holder=me");
  await colleague.getByRole("button", { name: "Views" }).click();
  await colleague.getByRole("link", { name }).click();
  await expect(colleague).toHaveURL(/kind=large-value.*sort=number\.desc/);
  await expect(colleague.getByRole("button", { name: "Remove filter: Kind" })).toBeVisible();
});

test("a deed on many shows who can before it is done, and what became of each", async ({ pageOf }) => {
  const page = await pageOf("teamlead", { language: "en" });
  await visit(page, "/worklist?kind=large-value&holder=nobody");
  // There is nothing to pick before the rows are there.
  await expect(page.getByRole("grid", { name: "My work" }).getByRole("checkbox").nth(1)).toBeVisible();
  await page.getByRole("checkbox", { name: "Select all" }).check();
  const bar = page.getByRole("region", { name: "Deeds on many" });
  const pickAll = bar.getByRole("button", { name: /Pick all/ });
  if (await pickAll.isVisible()) await pickAll.click();
  await page.getByRole("grid", { name: "My work" }).getByRole("checkbox").nth(1).uncheck();
  await bar.getByRole("button", { name: "Set priority" }).click();
  const dialog = page.getByRole("dialog", { name: "Set the priority of many" });
  await dialog.getByLabel("Reason").selectOption("amount");
  await expect(dialog.getByText(/\d+ of \d+ can be done/)).toBeVisible();
  await dialog.getByRole("button", { name: /^Do it to/ }).click();
  await expect(dialog.getByText(/^Finished:/)).toBeVisible({ timeout: 90_000 });
  await dialog.getByRole("button", { name: "Close" }).click();
  await visit(page, "/worklist/team");
  await expect(page.getByRole("grid", { name: "People" }).getByRole("row").nth(1)).toBeVisible();
});
