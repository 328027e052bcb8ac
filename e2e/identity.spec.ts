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
  // Somebody no other test signs in as: all his sessions end.
  const first = await pageOf("auditor@mall", { own: true, language: "en" });
  const second = await pageOf("auditor@mall", { own: true, language: "en" });
  await visit(first, "/identity/account");
  await visit(second, "/identity/account");
  await second.getByRole("button", { name: "End all others" }).click();
  await expect(second.getByRole("button", { name: /^End session/ })).toHaveCount(0);
  await first.goto("/overview");
  await expect(first).toHaveURL(/\/sign-in\?reason=ended/);
  await expect(first.getByText("This session was ended from another device.")).toBeVisible();
});

test("the address of another house is not led to", async ({ pageOf }) => {
  const page = await pageOf("lead");
  await page.goto("/sign-in?to=https://elsewhere.example/");
  await expect(page).toHaveURL(/\/overview$/);
});

test("a role that needs a second factor gives its code at sign-in, once for this browser", async ({ pageOfNobody }) => {
  const page = await pageOfNobody();
  const { email, password } = accountOf("auditor");
  const type = async () => {
    await visit(page, "/sign-in");
    await page.getByLabel("邮箱").fill(email);
    await page.getByLabel("密码").fill(password);
    await page.getByRole("button", { name: "登录", exact: true }).click();
  };
  await type();
  await page.getByLabel("动态口令").fill(await freshCode("auditor"));
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await expect(page).toHaveURL(/\/overview$/);
  await ready(page);
  await page.getByRole("button", { name: /审计/ }).click();
  await page.getByRole("menuitem", { name: "退出登录" }).click();
  await expect(page.getByText("已退出登录。")).toBeVisible();
  await type();
  await expect(page).toHaveURL(/\/overview$/);
});

test("recovery codes are shown once, and one of them stands in for a one-time code", async ({ pageOf }) => {
  const page = await pageOf("analyst", { own: true });
  await visit(page, "/identity/account");
  const proof = page.getByRole("form", { name: "先验证是你本人" });
  await proof.getByLabel("动态口令").fill(await freshCode("analyst"));
  await proof.getByRole("button", { name: "验证" }).click();
  await expect(proof).toHaveCount(0);
  await page.getByRole("button", { name: "生成恢复码" }).click();
  const codes = page.getByRole("list", { name: "恢复码" }).getByRole("listitem");
  await expect(codes).toHaveCount(10);
  const code = await codes.first().innerText();
  await page.getByRole("button", { name: "我已保存" }).click();
  await expect(page.getByText("还剩 10 个")).toBeVisible();
  const other = await pageOf("analyst", { own: true });
  await visit(other, "/identity/account");
  await other.getByRole("button", { name: "用恢复码" }).click();
  await other.getByRole("textbox", { name: "恢复码" }).fill(code);
  await other.getByRole("button", { name: "验证", exact: true }).click();
  await expect(other.getByText("还剩 9 个")).toBeVisible();
});

test("a passkey is added, signs in, and can be taken away", async ({ pageOf }) => {
  const page = await pageOf("kyc", { own: true });
  // Passkeys need a name; the stack under test answers to this one too.
  const here = (path: string) => new URL(path, process.env.E2E_BASE_URL?.replace("127.0.0.1", "localhost")).toString();
  const context = page.context();
  await context.addCookies(
    (await context.cookies()).map(({ domain: _, ...cookie }) => ({ ...cookie, domain: "localhost" })),
  );
  const devtools = await context.newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto(here("/identity/account"));
  await ready(page);
  const proof = page.getByRole("form", { name: "先验证是你本人" });
  await proof.getByLabel("动态口令").fill(await freshCode("kyc"));
  await proof.getByRole("button", { name: "验证" }).click();
  await page.getByRole("button", { name: "添加通行密钥" }).click();
  const dialog = page.getByRole("dialog", { name: "添加通行密钥" });
  await dialog.getByLabel("名称").fill("审核室");
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("审核室")).toBeVisible();
  await page.getByRole("button", { name: /证件审核/ }).click();
  await page.getByRole("menuitem", { name: "退出登录" }).click();
  await expect(page.getByText("已退出登录。")).toBeVisible();
  await page.goto(here("/sign-in?to=/identity/account"));
  await ready(page);
  await page.getByRole("button", { name: "用通行密钥登录" }).click();
  await expect(page).toHaveURL(/\/identity\/account$/);
  await ready(page);
  await page.getByRole("button", { name: "移除 审核室" }).click();
  await expect(page.getByText("还没有通行密钥")).toBeVisible();
});

test("a new password is judged at its field", async ({ pageOf }) => {
  const page = await pageOf("service", { own: true, language: "en" });
  await visit(page, "/identity/account");
  const proof = page.getByRole("form", { name: "First prove that it is you" });
  await proof.getByLabel("One-time code").fill(await freshCode("service"));
  await proof.getByRole("button", { name: "Verify" }).click();
  await page.getByRole("button", { name: "Change password" }).click();
  const form = page.getByRole("form", { name: "Change password" });
  await form.getByLabel("Present password").fill(accountOf("service").password);
  await form.getByLabel("New password").fill("password123456");
  await form.getByLabel("Once more").fill("password123456");
  await form.getByRole("button", { name: "Change password" }).click();
  await expect(form.getByText("This password is in a list of leaked ones; choose another")).toBeVisible();
  await expect(form.getByLabel("New password")).toHaveAttribute("aria-invalid", "true");
});
