import { acceptDocuments, bar, mine, rows, submissionIn, takeNext } from "./helpers/bench";
import { expect, test, visit } from "./helpers/console";

test("a reviewer works through the queue without the mouse, the next one opening by itself", async ({ pageOf }) => {
  const page = await pageOf("kyc", { language: "en", own: true });
  await takeNext(page);
  for (let round = 0; round < 3; round++) {
    await expect(page).toHaveURL(/\/kyc\/[0-9a-f-]{36}/);
    await mine(page);
    const id = submissionIn(page);
    await acceptDocuments(page);
    const accepted = bar(page).getByRole("button", { name: "Accept", exact: true });
    if (await accepted.isEnabled()) await page.keyboard.press("a");
    else {
      await page.keyboard.press("r");
      const dialog = page.getByRole("dialog", { name: /^Refuse KS-/ });
      await expect(dialog.getByRole("radio").or(dialog.getByRole("checkbox")).first()).toBeVisible();
      await page.keyboard.press("1");
      await expect(dialog.getByRole("checkbox").first()).toBeChecked();
      await page.keyboard.press("Control+Enter");
    }
    await expect.poll(() => submissionIn(page)).not.toBe(id);
  }
});

test("pictures are turned, enlarged and put side by side by key, and a reason is chosen by digit", async ({
  pageOf,
}) => {
  const page = await pageOf("kyc", { language: "en", own: true });
  await takeNext(page);
  await mine(page);
  const pictures = page.getByRole("region", { name: "Pictures", exact: true });
  const image = pictures.getByRole("img").first();
  await expect(image).toBeVisible();
  await page.keyboard.press("o");
  await expect(image).toHaveAttribute("style", /rotate\(90deg\)/);
  await page.keyboard.press("=");
  await expect(pictures.getByText("125%")).toBeVisible();
  await page.keyboard.press("3");
  const dialog = page.getByRole("dialog", { name: /^Refuse: / });
  await page.keyboard.press("2");
  await expect(dialog.getByRole("radio", { name: /cut off/ })).toBeChecked();
  await expect(dialog.getByRole("region", { name: "The customer reads" }).locator("[lang='zh-CN'] p")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  // What was not decided goes back to the queue for others.
  await page.keyboard.press("h");
  const back = page.getByRole("dialog", { name: /^Give .+ back$/ });
  await back.getByLabel("Reason").selectOption("overload");
  await back.getByRole("button", { name: "Give back" }).click();
  await expect(rows(page).locator(".hg-mask").first()).toBeVisible();
});

test("who only looks sees the values covered and opens a picture by a press", async ({ pageOf }) => {
  const page = await pageOf("analyst", { language: "en" });
  await visit(page, "/kyc");
  const list = page.getByRole("grid", { name: "Submissions" });
  await list.getByRole("row").nth(1).press("Enter");
  await expect(rows(page).locator(".hg-mask").first()).toBeVisible();
  await expect(bar(page).getByRole("button", { name: "Accept", exact: true })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Open the picture" }).first()).toBeVisible();
});

test("papers are taken in at the desk, and a field that is not in form is said where it stands", async ({ pageOf }) => {
  const page = await pageOf("service", { language: "en" });
  await visit(page, "/customers?kind=person&status=active&sort=number.desc");
  const number = await page
    .getByRole("grid")
    .getByRole("row")
    .nth(1)
    .getByText(/^C-\d+$/)
    .first()
    .textContent();
  await visit(page, "/kyc/new");
  await page.getByLabel("Customer number").fill(number ?? "");
  await page.getByLabel("Date of birth").fill("1998-02-30");
  await page.getByLabel("Occupation").focus();
  await expect(page.getByText("Write it as 2031-03-12.")).toBeVisible();
  await page.getByLabel("Date of birth").fill("1998-02-28");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Choose at least one picture")).toBeVisible();
  await page.getByLabel("Identity card, front").check();
  await page.keyboard.press("Control+Enter");
  await expect(page).toHaveURL(/\/kyc\/[0-9a-f-]{36}/);
  await expect(page.getByText(/still owes/)).toBeVisible();
});
