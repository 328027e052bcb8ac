import { expect, ready, test, visit } from "./helpers/console";
import { accountOf, freshCode } from "./helpers/people";

test("signing in leads back to the page asked for; signing out ends the session", async ({ pageOfNobody }) => {
  const page = await pageOfNobody();
  await visit(page, "/worklist?state=open");
  await expect(page).toHaveURL(/\/sign-in\?to=/);
  const { email, password } = accountOf("teamlead");
  await page.getByLabel("邮箱").fill(email);
  await page.getByLabel("密码").fill("not-the-password");
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page.getByText("邮箱或密码不对，请重新输入。")).toBeVisible();
  await page.getByLabel("密码").fill(password);
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page).toHaveURL(/\/worklist\?state=open$/);
  await ready(page);
  const cookies = await page.context().cookies();
  await page.getByRole("button", { name: /组长/ }).click();
  await page.getByRole("menuitem", { name: "退出登录" }).click();
  await expect(page.getByText("已退出登录。")).toBeVisible();
  // A copy of the cookie is worth nothing afterwards.
  await page.context().addCookies(cookies);
  await page.goto("/worklist");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a session ended elsewhere is over at its next request", async ({ pageOf }) => {
  const first = await pageOf("privacy", { own: true, language: "en" });
  const second = await pageOf("privacy", { own: true, language: "en" });
  await visit(first, "/identity/account");
  await visit(second, "/identity/account");
  await second
    .getByRole("button", { name: /^End session/ })
    .first()
    .click();
  await expect(second.getByRole("button", { name: /^End session/ })).toHaveCount(0);
  await first.goto("/overview");
  await expect(first).toHaveURL(/\/sign-in\?reason=expired/);
  await expect(first.getByText("Your session has ended; sign in again.")).toBeVisible();
});

test("an administrator starts with people, sees no customers, and grants a role with a one-time code", async ({
  pageOf,
}) => {
  const page = await pageOf("admin", { own: true, language: "en" });
  await visit(page, "/");
  await expect(page).toHaveURL(/\/identity\/people$/);
  await expect(
    page.getByRole("navigation", { name: "Capabilities" }).getByRole("link", { name: "Customers" }),
  ).toHaveCount(0);
  await page.getByRole("row", { name: /Shi Xiaoman/ }).click();
  await page.getByRole("button", { name: "Grant a role" }).click();
  const dialog = page.getByRole("dialog", { name: "Grant Shi Xiaoman a role" });
  await expect(dialog.getByRole("option", { name: "Auditor" })).toHaveCount(0);
  await dialog.getByLabel("Role").selectOption({ label: "Customer service" });
  await dialog.getByLabel("One-time code").fill(await freshCode("admin"));
  await dialog.getByRole("button", { name: "Grant a role" }).click();
  await expect(dialog).toBeHidden();
  const end = page.getByRole("button", { name: "End Customer service" });
  await expect(end).toBeVisible();
  await end.click();
  await page.getByRole("alertdialog").or(page.getByRole("dialog")).getByRole("button", { name: "End role" }).click();
  await expect(end).toHaveCount(0);
});

test("the address of another house is not led to", async ({ pageOf }) => {
  const page = await pageOf("lead");
  await page.goto("/sign-in?to=https://elsewhere.example/");
  await expect(page).toHaveURL(/\/overview$/);
});
