import { expect, test, visit } from "./helpers/console";
import { freshCode } from "./helpers/people";

test("an administrator starts with people, sees no customers, and proposes a role that another administrator checks", async ({
  pageOf,
}) => {
  const page = await pageOf("admin", { own: true, language: "en" });
  await visit(page, "/");
  await expect(page).toHaveURL(/\/people$/);
  const rail = page.getByRole("navigation", { name: "Capabilities" });
  await expect(rail.getByRole("link", { name: "Customers" })).toHaveCount(0);
  await page.getByRole("row", { name: /Song Qinghe/ }).click();
  await page.getByRole("button", { name: "Propose a role" }).click();
  const dialog = page.getByRole("dialog", { name: "Propose a role for Song Qinghe" });
  await expect(dialog.getByRole("option", { name: "Auditor" })).toHaveCount(0);
  await dialog.getByLabel("Role").selectOption({ label: "Privacy officer" });
  await dialog.getByLabel("One-time code").fill(await freshCode("admin"));
  await dialog.getByRole("button", { name: "Propose a role" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("waiting for a check")).toBeVisible();

  const second = await pageOf("admin2", { own: true, language: "en" });
  await visit(second, "/people/proposals");
  await second
    .getByRole("row", { name: /Song Qinghe/ })
    .getByRole("button")
    .click();
  const decide = second.getByRole("dialog", { name: /^Decide AP-/ });
  await decide.getByLabel("One-time code").fill(await freshCode("admin2"));
  await decide.getByRole("button", { name: "Approve" }).click();
  await expect(decide).toBeHidden();
  await expect(second.getByRole("row", { name: /Song Qinghe/ })).toHaveCount(0);

  // Taking a right away waits for nobody.
  await visit(page, "/people");
  await page.getByRole("row", { name: /Song Qinghe/ }).click();
  await page.getByRole("button", { name: "End Privacy officer" }).click();
  const end = page.getByRole("dialog", { name: "End a role of Song Qinghe" });
  await end.getByRole("button", { name: "End role" }).click();
  await expect(page.getByRole("button", { name: "End Privacy officer" })).toHaveCount(0);
});

test("a team lead sees the gaps of the week, rosters a colleague, and enters an absence", async ({ pageOf }) => {
  const page = await pageOf("teamlead", { own: true, language: "en" });
  await visit(page, "/duty?tab=roster");
  await expect(page.getByRole("table", { name: "Roster" })).toContainText("Nobody");
  await page.getByRole("button", { name: "Week after" }).click();
  await page.getByRole("button", { name: "Copy the week before" }).click();
  await expect(page.getByText(/written, .* left out/)).toBeVisible();
  await visit(page, "/duty?tab=away");
  await page.getByRole("button", { name: "Enter an absence for somebody" }).click();
  const dialog = page.getByRole("dialog", { name: "Enter an absence for somebody" });
  await dialog.getByLabel("Person").selectOption({ label: "Wenren Xue" });
  await dialog.getByLabel("Reason").selectOption({ label: "Training" });
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  const end = page.getByRole("button", { name: /^End it Wenren Xue/ });
  await expect(end).toBeVisible();
  await end.click();
  await expect(end).toHaveCount(0);
});
