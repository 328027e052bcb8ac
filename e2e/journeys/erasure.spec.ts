import { expect, test, visit } from "../helpers/console";
import { chooseIn } from "../helpers/fields";
import { takeFreeAccount } from "../helpers/free-account";
import { freshCode } from "../helpers/people";

// A one-time code may have to be waited for.
test.setTimeout(240_000);

test("a deletion is registered, proven, planned, agreed to by a second person and told", async ({ pageOf }) => {
  const { customerId } = await takeFreeAccount();
  const officer = await pageOf("privacy");
  await visit(officer, `/privacy/new?customer=${customerId}`);
  const form = officer.getByRole("form", { name: "登记隐私请求" });
  await chooseIn(form, "请求", "删除");
  await chooseIn(form, "途径", "柜面");
  await form.getByLabel("申请人的说法").fill("不再使用，请删除我的信息。");
  await expect(officer.getByRole("complementary", { name: "时限" }).getByText("到期", { exact: true })).toBeVisible();
  await officer.getByRole("region", { name: "操作" }).getByRole("button", { name: "登记" }).click();
  await expect(officer).toHaveURL(/\/privacy\/[0-9a-f-]{36}/);
  const address = new URL(officer.url()).pathname;

  const actions = officer.getByRole("region", { name: "操作" });
  await actions.getByRole("button", { name: "确认身份" }).click();
  const proof = officer.getByRole("dialog", { name: /^确认身份/ });
  await chooseIn(proof, "核验方式", "当面核对");
  await proof.getByRole("button", { name: "确认身份" }).click();
  await expect(proof).toBeHidden();
  await actions.getByRole("button", { name: "开始办理" }).click();

  await expect(officer.getByRole("table", { name: "删除方案" })).toBeVisible();
  await actions.getByRole("button", { name: "提交删除方案" }).click();
  const plan = officer.getByRole("dialog", { name: /^删除方案/ });
  await expect(plan.getByRole("region", { name: "答复函预览" }).getByRole("heading")).toBeVisible();
  await plan.getByLabel("给复核人的说明").fill("客户当面申请，身份已核。");
  await plan.getByRole("button", { name: "送复核" }).click();
  await expect(plan).toBeHidden();

  const lead = await pageOf("lead");
  await visit(lead, address);
  await lead.getByRole("button", { name: "去复核" }).click();
  await expect(lead).toHaveURL(/\/approvals\/[0-9a-f-]{36}/);
  const code = lead.getByLabel("动态口令");
  const approve = lead.getByRole("region", { name: "操作" }).getByRole("button", { name: /同意|批准/ });
  await expect(approve).toBeVisible();
  if (await code.isVisible()) await code.fill(await freshCode("lead"));
  await approve.click();

  await expect(async () => {
    await visit(officer, address);
    await expect(officer.getByText("已答复，办结。")).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  await visit(lead, `/letters?customer=${customerId}`);
  await expect(lead.getByRole("main").getByText(/删除/).first()).toBeVisible();
});
