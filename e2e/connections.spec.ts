import { expectAccessible } from "./helpers/axe";
import { expect, test, visit } from "./helpers/console";
import { freshCode } from "./helpers/people";

test("an administrator makes a key, a system calls with it, and revoking ends it", async ({ pageOf }) => {
  const page = await pageOf("admin");
  await visit(page, "/connections");
  await page.getByRole("button", { name: "新建密钥" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("名称").fill("试接系统");
  await dialog.getByLabel("来源系统").fill("trial");
  await dialog.getByLabel("写入客户").check();
  await dialog.getByLabel("读取客户（掩码）").check();
  await expectAccessible(page);
  await dialog.getByLabel("动态口令").fill(await freshCode("admin"));
  await dialog.getByRole("button", { name: "新建", exact: true }).click();
  const shown = page.getByRole("dialog").getByLabel("请立即复制密钥");
  await expect(shown).toContainText("hk_");
  const token = (await shown.textContent()) ?? "";
  await page.getByRole("button", { name: "我已保存" }).click();
  await expect(page.getByText("试接系统")).toBeVisible();
  await expect(page.getByText(token)).toHaveCount(0);

  const headers = { authorization: `Bearer ${token}`, "idempotency-key": `trial-${Date.now()}` };
  const data = { externalRef: `TRIAL${Date.now()}`, kind: "person", name: "试接客户" };
  const made = await page.request.post("/api/v1/customers", { headers, data });
  expect(made.status()).toBe(201);
  const { id } = (await made.json()) as { id: string };
  const read = await page.request.get(`/api/v1/customers/${id}`, { headers });
  expect(await read.json()).toMatchObject({ name: "试••户" });

  await page.getByRole("button", { name: "吊销 试接系统" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "吊销" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect((await page.request.get(`/api/v1/customers/${id}`, { headers })).status()).toBe(401);
});

test("an auditor sees connections and can change nothing", async ({ pageOf }) => {
  const page = await pageOf("auditor");
  for (const path of ["/connections", "/connections/webhooks"]) {
    await visit(page, path);
    await expect(page.getByRole("heading", { name: "接口与推送" })).toBeVisible();
    await expect(page.getByRole("button", { name: /新建/ })).toHaveCount(0);
  }
  await visit(page, "/connections/reference");
  await expect(page.getByText("POST /api/v1/transactions")).toBeVisible();
  await expectAccessible(page);
});
