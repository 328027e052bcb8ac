import { expect, test } from "./helpers/console";
import { chooseIn } from "./helpers/fields";
import { openFreeAccount } from "./helpers/restriction";

test("a limit is lowered at the customer's word and holds at once", async ({ pageOf }) => {
  const page = await pageOf("service");
  await openFreeAccount(page);
  const limits = page.getByRole("region", { name: "限额使用" });
  await expect(limits.getByText("今日转账笔数")).toBeVisible();
  await limits.getByRole("button", { name: "调整限额" }).click();
  const dialog = page.getByRole("dialog", { name: /调整账户 .+ 的限额/ });
  await chooseIn(dialog, "方向", "调低");
  await chooseIn(dialog, "限额", "每日转账笔数");
  const number = dialog.getByRole("textbox", { name: "调整为" });
  await number.fill("两笔");
  await dialog.getByRole("textbox", { name: "客户的要求及核实方式" }).fill("客户来电要求减少每日转账笔数");
  await dialog.getByRole("button", { name: "立即调低" }).click();
  await expect(dialog.getByText("格式不对，请检查。")).toBeVisible();
  await number.fill("2");
  await dialog.getByRole("button", { name: "立即调低" }).click();
  await expect(dialog).toBeHidden();
  const line = limits.getByRole("listitem").filter({ hasText: "每日转账笔数" });
  await expect(line).toContainText("调低至 2");
  await expect(line).toContainText("生效中");
  await expect(line.getByRole("button", { name: "结束" })).toHaveCount(0);
});

test("what is not lower is refused with the reason, and nothing changes", async ({ pageOf }) => {
  const page = await pageOf("service", { language: "zh-CN" });
  await openFreeAccount(page);
  const limits = page.getByRole("region", { name: "限额使用" });
  await limits.getByRole("button", { name: "调整限额" }).click();
  const dialog = page.getByRole("dialog", { name: /调整账户 .+ 的限额/ });
  await chooseIn(dialog, "方向", "调低");
  await dialog.getByRole("textbox", { name: "调整为" }).fill("400000");
  await dialog.getByRole("textbox", { name: "客户的要求及核实方式" }).fill("客户来电");
  await dialog.getByRole("button", { name: "立即调低" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(limits.getByText("没有调整过限额")).toBeVisible();
});

test("an auditor sees the use of limits and changes none", async ({ pageOf }) => {
  const page = await pageOf("auditor");
  await openFreeAccount(page);
  const limits = page.getByRole("region", { name: "限额使用" });
  await expect(limits.getByText("限额调整", { exact: true })).toBeVisible();
  await expect(limits.getByRole("button", { name: "调整限额" })).toHaveCount(0);
});
