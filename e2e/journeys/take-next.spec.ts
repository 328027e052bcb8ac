import type { Page } from "@playwright/test";
import { expect, test, visit } from "../helpers/console";

const panel = (page: Page) => page.getByRole("region", { name: "Work", exact: true });

async function takeNext(page: Page): Promise<string> {
  await visit(page, "/worklist?holder=nobody&kind=large-value");
  await page.getByRole("button", { name: "Take next" }).click();
  await expect(page).toHaveURL(/[?&]item=/);
  await expect(panel(page).getByText("Me", { exact: true })).toBeVisible();
  return new URL(page.url()).searchParams.get("item") ?? "";
}

test("two people pull at once and get different items", async ({ pageOf }) => {
  const [first, second] = await Promise.all([
    pageOf("analyst", { language: "en" }),
    pageOf("officer", { language: "en" }),
  ]);
  const [one, other] = await Promise.all([takeNext(first), takeNext(second)]);
  expect(one).not.toBe(other);
});

test("who takes an item speaks of it to a colleague, who is told, and puts it aside", async ({ pageOf }) => {
  const page = await pageOf("analyst", { language: "en" });
  // The last to be due: what is late cannot be put aside.
  await visit(page, "/worklist?kind=large-value&holder=nobody&sort=dueAt.desc");
  const last = page.getByRole("grid", { name: "My work" }).getByRole("row").nth(1);
  await last.getByRole("link").first().click();
  await panel(page).getByRole("button", { name: "Take it" }).click();
  await expect(panel(page).getByText("Me", { exact: true })).toBeVisible();
  const item = new URL(page.url()).searchParams.get("item");
  const field = page.getByRole("textbox", { name: "Comment" });
  await field.fill("Please look, @ye");
  const colleagues = page.getByRole("listbox", { name: "Colleagues" }).getByRole("option");
  await expect(colleagues).toHaveText(["Ye Lan"]);
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue("Please look, @Ye Lan ");
  await page.keyboard.press("Control+Enter");
  await expect(panel(page).getByText("Please look,")).toBeVisible();
  await panel(page).getByRole("button", { name: "Put aside" }).click();
  const dialog = page.getByRole("dialog", { name: /aside/ });
  await dialog.getByRole("button", { name: "In 1 hour" }).click();
  await dialog.getByLabel("Reason").selectOption("later");
  await dialog.getByRole("button", { name: "Put aside" }).click();
  await expect(panel(page).getByRole("button", { name: "Resume" })).toBeVisible();
  await panel(page).getByRole("button", { name: "Resume" }).click();
  const again = page.getByRole("dialog", { name: /Resume/ });
  await again.getByLabel("Reason").selectOption("needless");
  await again.getByRole("button", { name: "Resume" }).click();
  await expect(panel(page).getByRole("button", { name: "Put aside" })).toBeVisible();
  expect(new URL(page.url()).searchParams.get("item")).toBe(item);
  await panel(page).getByRole("button", { name: "Give back" }).click();
  const back = page.getByRole("dialog", { name: /^Give .+ back$/ });
  await back.getByLabel("Reason").selectOption("overload");
  await back.getByRole("button", { name: "Give back" }).click();
  await expect(panel(page).getByText("Given back.")).toBeVisible();
});
