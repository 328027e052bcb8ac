import { expect, test, visit } from "./helpers/console";
import { openFreeAccount, proposeRestriction } from "./helpers/restriction";

test("a proposal rings the checker's bell; the notice opens it and is read", async ({ pageOf }) => {
  const officer = await pageOf("officer");
  await openFreeAccount(officer);
  const approval = await proposeRestriction(officer, { note: "通知测试用的经办理由" });
  const path = officer.getByRole("navigation", { name: "所在位置" });
  const number = await path.getByText(/^AP-\d+$/).innerText();
  const lead = await pageOf("lead");
  const told = lead
    .getByRole("grid", { name: "通知" })
    .getByRole("row", { name: /有事项待你复核/ })
    .filter({ hasText: number });
  await expect(async () => {
    await visit(lead, "/notifications?state=unread");
    await expect(told).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: 180_000 });
  await expect(lead.getByRole("link", { name: /^通知，\d+ 条未读$/ })).toBeVisible();
  await told.click();
  await expect(lead).toHaveURL(new RegExp(`${approval}$`));
  await visit(lead, "/notifications?state=read");
  await expect(told).toBeVisible();
});

test("how to be told is chosen per kind and kept", async ({ pageOf }) => {
  const page = await pageOf("kyc", { language: "en" });
  await visit(page, "/notifications/preferences");
  await expect(page.getByText("This house sends no e-mail")).toBeVisible();
  await page.getByLabel("E-mail: You were mentioned").selectOption("off");
  await page.getByLabel("Language of e-mails").selectOption("en");
  await page.getByRole("button", { name: "Save preferences" }).click();
  await expect(page.getByRole("button", { name: "Save preferences" })).toBeEnabled();
  await visit(page, "/notifications/preferences");
  await expect(page.getByLabel("E-mail: You were mentioned")).toHaveValue("off");
  await expect(page.getByLabel("Language of e-mails")).toHaveValue("en");
});
