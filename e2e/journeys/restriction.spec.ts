import { expect, test, visit } from "../helpers/console";
import { freshCode } from "../helpers/people";
import {
  alert,
  approve,
  CORE_MS,
  changeCustomer,
  choose,
  decide,
  openFreeAccount,
  proposeRestriction,
  proveFactor,
  submitProposal,
} from "../helpers/restriction";

test.describe.configure({ mode: "serial", timeout: 600_000 });

test("a restriction is proposed, approved by another, in force once the core confirms, and released", async ({
  pageOf,
}) => {
  const officer = await pageOf("officer");
  const lead = await pageOf("lead");
  const { path: account } = await openFreeAccount(officer);
  const proposal = await proposeRestriction(officer, { note: "三日内多笔夜间转出，与平日不符" });

  await expect(officer.getByRole("button", { name: "批准限制" })).toHaveCount(0);
  await expect(officer.getByRole("button", { name: "撤回" })).toBeVisible();

  await approve(lead, proposal, "lead", "批准限制");
  await expect(lead.getByText("生效中").first()).toBeVisible({ timeout: CORE_MS });
  await expect(lead.getByText("核心系统已确认")).toBeVisible();

  await visit(officer, account);
  await expect(officer.getByText("有限制")).toBeVisible();
  await officer.getByRole("button", { name: /^提出解除/ }).click();
  await choose(officer, "理由", "核查后排除风险");
  await officer.getByLabel("经办理由").fill("客户来电说明并补交凭证，核实无误");
  const release = await submitProposal(officer);

  await approve(lead, release, "lead", "批准解除");
  await expect(lead.getByText("已解除").first()).toBeVisible({ timeout: CORE_MS });
  await visit(officer, account);
  await expect(officer.getByText("无限制")).toBeVisible();
});

test("a proposal is returned with a comment, and one is rejected for a coded reason", async ({ pageOf }) => {
  const officer = await pageOf("officer");
  const lead = await pageOf("lead");
  await openFreeAccount(officer);
  const first = await proposeRestriction(officer, { scope: "限制部分金额", amount: "12.50", note: "金额存疑，先留存" });
  await visit(lead, first);
  await proveFactor(lead, "lead");
  await lead.getByRole("button", { name: "退回补正" }).click();
  await expect(alert(lead, "请先填写理由")).toBeVisible();
  await lead.getByLabel("复核意见").fill("请附上两笔交易的编号");
  await decide(lead, "lead", lead.getByRole("button", { name: "退回补正" }), lead.getByText(/^已拒绝/).first());
  await expect(lead.getByText(/^退回补正：已退给/)).toBeVisible();
  await expect(lead.getByText("请附上两笔交易的编号")).toBeVisible();

  await openFreeAccount(officer);
  const second = await proposeRestriction(officer, { scope: "只付不收", note: "对手集中" });
  await visit(lead, second);
  await proveFactor(lead, "lead");
  await lead.getByRole("button", { name: "拒绝" }).click();
  await expect(alert(lead, "请先选择理由")).toBeVisible();
  await lead.getByLabel("拒绝理由").selectOption({ label: "范围过宽" });
  await decide(lead, "lead", lead.getByRole("button", { name: "拒绝" }), lead.getByText(/^范围过宽：已退给/));
});

test("a proposal whose customer has changed cannot be approved, and says what changed", async ({ pageOf }) => {
  const officer = await pageOf("officer");
  const lead = await pageOf("lead");
  const { path: account } = await openFreeAccount(officer);
  const proposal = await proposeRestriction(officer, { note: "资料与交易不符" });
  await changeCustomer(account);
  await visit(lead, proposal);
  await expect(alert(lead, "本次复核已失效")).toBeVisible();
  await expect(alert(lead, "客户资料")).toBeVisible();
  await expect(lead.getByRole("button", { name: "批准限制" })).toBeDisabled();
  await decide(lead, "lead", lead.getByRole("button", { name: /^退回.*重拟$/ }), lead.getByText(/^已失效/).first());
  await visit(officer, account);
  await expect(officer.getByText("无限制")).toBeVisible();
});

test("when another measure takes effect meanwhile, the checker must look again first", async ({ pageOf }) => {
  const officer = await pageOf("officer");
  const lead = await pageOf("lead");
  const { path: account } = await openFreeAccount(officer);
  const first = await proposeRestriction(officer, { note: "先停付款" });
  await visit(officer, account);
  const second = await proposeRestriction(officer, { scope: "只付不收", note: "再停收款" });
  await approve(lead, first, "lead", "批准限制");
  await expect(lead.getByText("生效中").first()).toBeVisible({ timeout: CORE_MS });

  await visit(lead, second);
  await expect(alert(lead, "后果有变")).toBeVisible({ timeout: CORE_MS });
  await expect(lead.getByRole("button", { name: "批准限制" })).toBeDisabled();
  await lead.getByRole("button", { name: "已核对新后果" }).click();
  await expect(lead.getByRole("button", { name: "批准限制" })).toBeEnabled();
  await decide(lead, "lead", lead.getByRole("button", { name: "批准限制" }), lead.getByText(/^已批准/).first());
});

test("keys alone: propose and approve", async ({ pageOf }) => {
  const officer = await pageOf("officer");
  await openFreeAccount(officer);
  await officer.keyboard.press("p");
  const form = officer.getByRole("form", { name: "提出限制" });
  await expect(form).toBeVisible();
  await officer.keyboard.press("Enter");
  await officer.keyboard.press("ArrowDown");
  await officer.keyboard.press("Enter");
  const note = officer.getByLabel("经办理由");
  for (let steps = 0; steps < 30 && !(await note.evaluate((field) => field === document.activeElement)); steps += 1) {
    await officer.keyboard.press("Tab");
  }
  await expect(note).toBeFocused();
  await officer.keyboard.type("keyboard only");
  await expect(officer.getByRole("button", { name: "提交复核" })).toBeEnabled({ timeout: CORE_MS });
  await officer.keyboard.press("Control+Enter");
  await officer.waitForURL(/\/approvals\/.+/);

  const lead = await pageOf("lead", { own: true });
  await visit(lead, new URL(officer.url()).pathname);
  await expect(lead.getByRole("button", { name: "批准限制" })).toBeEnabled({ timeout: CORE_MS });
  await lead.keyboard.press("a");
  await expect(alert(lead, "6 位动态口令")).toBeVisible();
  await expect(lead.getByLabel("动态口令")).toBeFocused();
  await lead.keyboard.type(await freshCode("lead"));
  await lead.keyboard.press("Control+Enter");
  await expect(lead.getByText(/^已批准/).first()).toBeVisible({ timeout: CORE_MS });
});
