import { expect, type Page } from "@playwright/test";
import { visit } from "./console";

/** The bench as it is read in English. */
export const rows = (page: Page) => page.getByRole("table", { name: "Values side by side" });
export const bar = (page: Page) => page.getByRole("region", { name: "Actions" });
const documents = (page: Page) => page.getByRole("group", { name: "Documents" });

/** The submission in the address. */
export const submissionIn = (page: Page) => /\/kyc\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";

/** Waits until the submission in view is the reader's and its values are shown in clear. */
export async function mine(page: Page): Promise<void> {
  await expect(page.getByText("Shown to you for this check; logged.")).toBeVisible();
  await expect(rows(page).locator(".hg-mask")).toHaveCount(0);
}

/** Accepts document after document by its digit, until none is undecided. */
export async function acceptDocuments(page: Page): Promise<void> {
  const undecided = documents(page).getByRole("button", { name: /Undecided$/ });
  for (let left = await undecided.count(); left > 0; left--) {
    await expect(page.getByRole("button", { name: "Accept", exact: true }).first()).toBeEnabled();
    await page.keyboard.press("1");
    await expect(undecided).toHaveCount(left - 1);
  }
}

/** Opens a submission by its address and takes it by key, its values in clear. */
export async function take(page: Page, id: string): Promise<void> {
  await visit(page, `/kyc/${id}`);
  await expect(bar(page).getByRole("button", { name: "Take and review" })).toBeVisible();
  await page.keyboard.press("t");
  await mine(page);
}

/** Pulls the most urgent submission by key, from the list. */
export async function takeNext(page: Page): Promise<void> {
  await visit(page, "/kyc");
  await expect(page.getByRole("grid", { name: "Submissions" }).getByRole("row").nth(1)).toBeVisible();
  await page.keyboard.press("t");
  await expect(page).toHaveURL(/\/kyc\/[0-9a-f-]{36}/);
}
