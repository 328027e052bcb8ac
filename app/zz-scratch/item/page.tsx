"use client";
import { Frame } from "../frame";
import { PagePath } from "@/components/frame/page-path";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { ItemHeader, PageHeader, SectionHead } from "@/components/patterns/headers";
import { StatusChip, StateShape, Flag } from "@/components/patterns/status";
import { MaskedValue } from "@/components/patterns/masked-value";
import { ClockBadge } from "@/components/patterns/clock-badge";
import { Statement, FactList, ConsequenceList, BeforeAfter, LetterPreview, EvidenceList, SealCompare, SinceList } from "@/components/patterns/facts";
import { Citation } from "@/components/patterns/citation";
import { EffectLegend, UnionMatrix, type Effect } from "@/components/patterns/union-matrix";
import { CheckList } from "@/components/patterns/check-row";
import { Timeline } from "@/components/patterns/timeline";
import { ActionFoot } from "@/components/patterns/action-foot";
import { Money } from "@/components/patterns/money";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { Banner } from "@/components/patterns/banner";
import { ChangeList } from "@/components/patterns/diff-row";
import { instant, localDate } from "@/domain/shared/time";
import { useSearchParams } from "next/navigation";
import { useLocale } from "next-intl";
import { useState } from "react";
const ban: Effect = { kind: "ban" }, free: Effect = { kind: "free" }, out: Effect = { kind: "out" };
const lim = (text: string): Effect => ({ kind: "limit", text });
const cny = (minor: bigint) => ({ minor, currency: "CNY" });
const hex = (s: number) => Array.from({ length: 64 }, (_, i) => ((i * 7 + s * 13 + ((i * i * s) % 11)) % 16).toString(16)).join("");
export default function Page() {
  const v = useSearchParams().get("void") !== null;
  const zh = useLocale() === "zh-CN";
  const L = (a: string, b: string) => (zh ? a : b);
  const [cur, setCur] = useState("0");
  const rows = Array.from({ length: 12 }, (_, i) => ({ id: String(i), what: L(["冻结", "解除限制", "限额调整", "销户"][i % 4]!, ["Freeze", "Release", "Limit", "Closure"][i % 4]!), t: `${i * 7 + 3} ${L("分", "min")}` }));
  return (
    <Frame>
      <PagePath steps={[L("复核", "Check"), L("冻结", "Freeze")]} />
      <SplitItemLayout listWidth={292} sideWidth={324} itemLabel={L("当前件", "Item")} listLabel={L("复核队列", "Queue")} sideLabel={L("侧栏", "Side")}
        list={<><PageHeader title={L("复核", "Check")} note={L("本人经办的不列入", "your own are not listed")} />
          <DataTable label={L("复核队列", "Queue")} rows={rows} rowKey={(r) => r.id} rowLabel={(r) => r.what} current={cur} onOpen={(r) => setCur(r.id)}
            columns={[{ id: "what", header: L("事项", "Item"), cell: (r) => <><StateShape tone="idle" /> {r.what}</> }, { id: "who", header: L("客户", "Customer"), cell: () => <MaskedValue runs={["贺", { hidden: 1, han: true }, "川"]} /> }, { id: "t", header: L("等待", "Waiting"), align: "end", cell: (r) => r.t }]} />
          <span className="hg-grow" /><ListFoot shown={4} total={{ count: 10000, capped: true }} /></>}
        header={<ItemHeader title={L("冻结账户·有权机关指令", "Freeze · authority order")} state={v ? <StatusChip tone="prov">{L("复核已失效", "Void")}</StatusChip> : <StatusChip tone="idle">{L("待复核·叶澜", "To check · Ye Lan")}</StatusChip>}
          who={[<MaskedValue key="m" runs={["贺", { hidden: 1, han: true }, "川"]} />, L("客户 6107-2295", "Customer 6107-2295"), L("II 类支付账户", "Class II")]} number="CM-2026-0702"
          nextStep={zh ? <>请你核对指令与后果后批准或拒绝；批准即向核心系统下达，<em>只收不付，至 2027-04-09</em>。</> : <>Check the order and its consequence, then approve or reject; approval instructs the core: <em>credits only until 2027-04-09</em>.</>}
          clock={<ClockBadge elapsed={5} total={8} left={L("剩 48 分", "48 min left")} due={L("内部时限 15:20", "due 15:20")} level="soon" provisional={false}
            why={{ calendarName: L("2026 工作日历", "2026 calendar"), days: [["2026-09-23", "start"], ["2026-09-24", "counted", 1], ["2026-09-25", "off"], ["2026-09-28", "counted", 2], ["2026-09-29", "counted", 3], ["2026-09-30", "paused"], ["2026-10-09", "counted", 4], ["2026-10-10", "due", 5]].map(([d, k, c]) => ({ date: localDate(d as string), kind: k as "due", count: c as number | undefined, today: d === "2026-10-09" })), lines: [{ label: L("收到 09-23 周三 16:42", "Received 09-23 16:42"), value: L("当日不计", "day excluded") }, { label: L("核验时限", "Period"), value: L("5 个工作日", "5 working days") }], basis: [{ document: L("民法典", "Civil Code"), clause: L("第201条", "art. 201"), title: L("按日计算期间，开始当日不计入", "The first day is left out"), status: "verified", ruleId: "law-cc-start-day-excluded", version: 1, href: "/rulebook" }] }} />} />}
        banner={v ? <Banner tone="late" urgent><b>{L("本次复核已失效", "This approval is void")}</b>{L("：经办 13:52 签名后，所依据的 2 项事实变了。", ": two facts it rests on changed.")}
          <ChangeList changes={[{ id: "1", what: L("指令登记", "Order"), before: L("有效", "valid"), after: L("已撤销", "revoked"), remark: L("13:58 机关来函", "13:58 letter") }, { id: "2", what: L("在控措施", "Measures"), before: "2", after: "3", remark: L("14:27 客户来电挂失", "14:27 loss report") }]} /></Banner> : null}
        side={<>
          <SectionHead title={L("收文核对", "Papers")} aside="5 / 5" />
          <CheckList checks={[{ id: "1", outcome: "ok", name: L("执法人员两名，证件在有效期", "Two officers, papers valid"), value: "2 / 2" }, { id: "2", outcome: "bad", name: L("户名、账号、金额、期限齐备", "Names and amounts"), value: L("缺期限", "no term") }, { id: "3", outcome: "warn", name: L("期限不超过 6 个月", "At most 6 months"), value: L("恰 6 个月", "exactly") }]} />
          <SectionHead ruled title={L("证据指纹", "Evidence")} aside={L("4 件", "4")} />
          <EvidenceList items={[{ id: "1", name: L("冻结通知书.pdf", "Order.pdf"), note: L("2 页", "2 p."), digest: hex(3) }, { id: "2", name: L("执法证影像", "Badges"), digest: hex(5) }]} />
          <SealCompare signed={hex(9)} now={v ? hex(8) : hex(9)} />
          <SectionHead ruled title={L("自提交以来", "Since submitted")} aside={L("6 项依据未变", "unchanged")} />
          <SinceList inputs={[{ id: "1", name: L("账户余额", "Balance"), value: <Money amount={cny(9123658n)} /> }, { id: "2", name: L("在控措施", "Measures"), value: "3", moved: "+1" }]} />
          <SectionHead ruled title={L("经过", "Timeline")} />
          <Timeline today={localDate("2026-10-09")} events={[{ id: "1", at: instant("2026-10-09T06:30:00Z"), mark: "person", who: "叶澜", text: L("打开复核", "opened") }, { id: "2", at: instant("2026-10-09T05:52:00Z"), mark: "rule", who: "顾其南", text: L("签名提交，封存证据 4 件", "signed") }, { id: "3", at: instant("2026-10-08T05:20:00Z"), mark: "protect", who: L("机关", "Authority"), text: L("到场送达", "served") }]} />
        </>}
        foot={<ActionFoot reason={{ label: L("复核意见", "Comment") }} stepUp={!v} actions={v ? [{ id: "b", label: L("退回重拟", "Return"), shortcut: "return", run: () => {} }, { id: "a", label: L("批准冻结", "Approve"), shortcut: "approve", blocked: L("已失效", "void"), run: () => {} }] : [{ id: "a", label: L("批准冻结", "Approve freeze"), shortcut: "approve", needsCode: true, run: async () => {} }, { id: "b", label: L("退回补正", "Return"), shortcut: "return", needsReason: true, run: () => {} }, { id: "r", label: L("拒绝", "Reject"), shortcut: "reject", variant: "negative", needsReason: true, run: () => {} }]} />}>
        <div className="hg-split-282">
          <div><SectionHead title={L("经办理由", "Maker's reason")} /><Statement text={L("两名民警 13:20 到场送达。已当面核对执法证、文书用印、户名与账号、金额范围和期限。文书指向客户支付账户余额，不涉备付金账户；无轮候。建议按文书全额冻结，只收不付。", "Two officers served the order at 13:20. Badges, seal, name, account, amount and term were checked face to face. The order concerns the account balance. Proposed: freeze in full, credits only.")} by={[L("顾其南·合规专员", "Gu Qinan"), L("13:52 签名", "signed 13:52"), <span key="d" className="hg-done">{L("经办 ≠ 复核", "maker ≠ checker")}</span>]} /></div>
          <div><SectionHead title={L("指令", "Order")} aside={<Citation document={L("支付服务协议", "Service agreement")} clause="11.2" title="x" status="unconfirmed" />} /><FactList tight facts={[{ id: "1", label: L("文号", "No."), value: L("云公（江）冻财〔2026〕0417 号", "YG 2026-0417") }, { id: "2", label: L("期限", "Term"), value: "2026-10-09 – 2027-04-09" }]} /></div>
        </div>
        <SectionHead title={L("合并效力", "Combined effect")} note={L("各项措施取并集；解除一项，不动其余", "the union of all measures")} aside={<EffectLegend />} />
        <UnionMatrix label={L("合并效力", "Combined effect")} isVoid={v} nowNote={L("2 项措施", "2 measures")} afterNote={L("3 项措施", "3 measures")}
          measures={[{ id: "a", name: L("限制", "Restricted"), source: L("本机构", "house"), note: L("风险·至 11-30", "to 11-30") }, { id: "b", name: L("限制", "Restricted"), source: L("客户", "customer"), note: L("自愿·长期", "own wish") }, { id: "c", name: L("冻结", "Frozen"), source: L("机关", "order"), note: L("拟加·至 04-09", "proposed"), proposed: true }]}
          rows={[["pay", L("余额支付", "Balance payment"), free, lim(L("关闭免密", "PIN")), ban, lim(L("须验密", "PIN")), ban], ["out", L("转账转出", "Transfer out"), lim("≤ 5,000"), free, ban, lim("≤ 5,000"), ban], ["card", L("快捷（绑定卡）", "Bound card"), free, lim(L("关闭免密", "PIN")), out, lim(L("须验密", "PIN")), lim(L("须验密", "PIN"))], ["in", L("收款、充值", "Receive"), free, free, free, free, free]].map(([id, act, a, b, c, now, after]) => ({ id: id as string, act: act as string, effects: { a: a as Effect, b: b as Effect, c: c as Effect }, now: now as Effect, after: after as Effect }))} />
        <div className="hg-remark"><span>{L("届时若只剩一项：", "If one is left:")}</span><span>{L("解冻后", "after release")} <b>{L("转出 ≤ 5,000 / 日", "out ≤ 5,000 / day")}</b></span></div>
        <SectionHead ruled title={L("批准的后果", "Consequence")} note={L("核心系统预演 14:31，38 毫秒，未落账", "previewed by the core 14:31")} />
        <ConsequenceList left={[{ id: "1", label: L("可用余额", "Available"), value: <BeforeAfter before={<Money amount={cny(9123658n)} />} after={<Money amount={cny(0n)} />} /> }, { id: "2", label: L("在途转出 2 笔", "In flight"), value: L("1 笔 1,200.00 已清算，不可撤", "one cleared") }]} right={[{ id: "3", label: L("代扣签约 3 个", "3 mandates"), value: L("10-12 起扣余额失败，可转绑定卡", "fail from 10-12") }, { id: "4", label: L("届满提醒", "Reminders"), value: <>30 / 7 / 1 <Flag provisional>{L("2027 历未公布", "2027 not published")}</Flag></> }]} />
        <SectionHead ruled title={L("客户将收到", "What the customer gets")} note={L("批准后 5 分钟，短信与站内信", "SMS")} />
        <LetterPreview>{L("【衡川支付】您尾号 2295 的支付账户自 10 月 9 日起依有权机关文书停止付款，收款不受影响。", "[Hengchuan Pay] From 9 October payments out of your account ending 2295 are stopped under an authority's order.")}</LetterPreview>
      </SplitItemLayout>
    </Frame>
  );
}
