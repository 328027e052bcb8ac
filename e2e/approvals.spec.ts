import { expect, test, visit } from "./helpers/console";
import { alert } from "./helpers/restriction";

const PHONE = { width: 390, height: 844 };

test("the queue groups proposals, walks by keys and keeps its place beside the item", async ({ pageOf }) => {
  const page = await pageOf("lead2");
  await visit(page, "/approvals");
  const mine = page.getByRole("region", { name: "待我复核" });
  const links = mine.getByRole("link");
  await expect(links.nth(1)).toBeVisible();
  await page.keyboard.press("j");
  await expect(links.first()).toBeFocused();
  await page.keyboard.press("j");
  await expect(links.nth(1)).toBeFocused();
  await page.keyboard.press("k");
  await expect(links.first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/approvals\/.+/);
  await expect(page.getByRole("heading", { level: 1, name: /本机构判断/ })).toBeVisible();
  await expect(mine.getByRole("link").first()).toHaveAttribute("aria-current", "page");
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/approvals$/);
});

test("an item shows grounds, union, consequence, fingerprints and what changed since", async ({ pageOf }) => {
  const page = await pageOf("lead2", { language: "en" });
  await visit(page, "/approvals");
  await page
    .getByRole("region", { name: "Waiting for me" })
    .getByRole("link", { name: /Restrict/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { name: "Maker's grounds" })).toBeVisible();
  const union = page.getByRole("table", { name: "Combined effect" });
  await expect(union.getByRole("rowheader")).toHaveCount(8);
  await expect(page.getByRole("heading", { name: "What approving does" })).toBeVisible();
  await expect(page.getByText(/dry run \d\d:\d\d, nothing booked/)).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText("Signed", { exact: true })).toBeVisible();
  await expect(page.getByText("Same", { exact: true }).first()).toBeVisible();
  await expect(page.getByText(/10 facts unchanged/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve restriction" })).toBeEnabled({ timeout: 90_000 });
});

test("a wrong code decides nothing", async ({ pageOf }) => {
  const page = await pageOf("lead2", { own: true });
  await visit(page, "/approvals");
  await page.getByRole("region", { name: "待我复核" }).getByRole("link").first().click();
  const approve = page.getByRole("button", { name: /^批准/ });
  await expect(approve).toBeEnabled({ timeout: 90_000 });
  await page.getByLabel("动态口令").fill("000000");
  await approve.click();
  await expect(alert(page, "动态口令不对")).toBeVisible();
  await expect(page.getByText("待复核", { exact: true }).first()).toBeVisible();
});

test("who may not decide sees the proposal and no verb", async ({ pageOf }) => {
  const page = await pageOf("auditor");
  await visit(page, "/approvals");
  await page.getByRole("region", { name: "等其他人" }).getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "经办理由" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^批准|拒绝|退回/ })).toHaveCount(0);
});

test("on a phone the decision can be read and made", async ({ pageOf }) => {
  const page = await pageOf("lead2", { viewport: PHONE });
  await visit(page, "/approvals");
  await page.getByRole("region", { name: "待我复核" }).getByRole("link").first().click();
  await expect(page.getByRole("button", { name: /^批准/ })).toBeInViewport();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(PHONE.width);
});
