"use client";
import { Frame } from "../frame";
import { useLocale } from "next-intl";
import { useForm } from "react-hook-form";
import { useState } from "react";
import { Scroll } from "@/components/patterns/layouts";
import { PageHeader, SectionHead } from "@/components/patterns/headers";
import { StatusChip, StatusMark, Flag } from "@/components/patterns/status";
import { ClockBadge } from "@/components/patterns/clock-badge";
import { Money } from "@/components/patterns/money";
import { Reveal } from "@/components/patterns/masked-value";
import { Citation } from "@/components/patterns/citation";
import { Fingerprint } from "@/components/patterns/fingerprint";
import { DiffRow } from "@/components/patterns/diff-row";
import { Gauge } from "@/components/patterns/gauge";
import { CheckList } from "@/components/patterns/check-row";
import { Button } from "@/components/ui/button";
import { HoldButton } from "@/components/patterns/hold-button";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { EmptyState, ErrorState, FilteredEmpty, NoPermission, StaleState } from "@/components/patterns/states";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { LongTask } from "@/components/patterns/long-task";
import { Banner } from "@/components/patterns/banner";
import { Histogram, StackedBars, BurnDown, Sparkline, CompositionBar } from "@/components/patterns/charts/charts";
import { TextField, MoneyField, SelectField, TextAreaField } from "@/components/patterns/fields/fields";
import { DateField } from "@/components/patterns/fields/date-field";
import { FileDrop } from "@/components/patterns/fields/file-drop";
const tones = ["protect", "wait", "late", "done", "idle", "prov", "none"] as const;
export default function Page() {
  const zh = useLocale() === "zh-CN";
  const L = (a: string, b: string) => (zh ? a : b);
  const form = useForm({ defaultValues: { name: "", amount: "1200.50", kind: "", note: "", on: "2026-10-09" } });
  const [open, setOpen] = useState(false);
  const [held, setHeld] = useState(0);
  const [file, setFile] = useState<File | null>(null);
  return (
    <Frame>
      <section className="hg-pane hg-page"><PageHeader ruled title={L("部件", "Parts")} />
      <Scroll label="parts"><div className="hg-columns"><div>
        <SectionHead title={L("状态", "State")} />
        <p className="hg-inset">{tones.map((t) => <span key={t}><StatusChip tone={t}>{L("状态", "State")}</StatusChip> </span>)}</p>
        <p className="hg-inset">{tones.map((t) => <span key={t}><StatusMark tone={t}>{L("词", "word")}</StatusMark> </span>)}<Flag provisional>{L("未确认", "unconfirmed")}</Flag></p>
        <SectionHead title={L("时钟", "Clock")} />
        <p className="hg-inset"><ClockBadge elapsed={4} total={15} left={L("剩 11 个工作日", "11 working days left")} due={L("10-26 周一到期", "due 10-26")} level="ok" /> <ClockBadge elapsed={4} total={5} left={L("剩 1 个工作日", "1 left")} due="10-10" level="soon" /> <ClockBadge elapsed={7} total={5} left={L("逾 2 个工作日", "2 late")} due="09-30" level="late" /> <ClockBadge elapsed={3} total={8} provisional left={L("剩 5 个工作日", "5 left")} due={L("跨 2027，暂定", "into 2027")} level="ok" /></p>
        <SectionHead title={L("金额、遮盖", "Money, masks")} />
        <p className="hg-inset"><Money amount={{ minor: 8641277n, currency: "CNY" }} /> <Money amount={{ minor: -120000n, currency: "CNY" }} showCurrency /> <Reveal label={L("证件号码", "ID number")} runs={["339901", { hidden: 8 }, "4417"]} reasons={[{ value: "check", label: L("核对证件", "Checking the document") }]} onReveal={async () => ({ ok: true, value: "339901199801014417", count: 3 })} /></p>
        <SectionHead title={L("依据、指纹", "Citation")} />
        <p className="hg-inset"><Citation document={L("支付服务协议", "Agreement")} clause="5.1.4(2)" title={L("限额", "Limits")} status="verified-seed" ruleId="a" /> <Citation document={L("会计档案办法", "Archives")} clause="" title={L("保存", "Keep")} status="unconfirmed" /> <Fingerprint digest="9f3c17ab55019f3c17ab55019f3cc09a" /> <Fingerprint digest="9f3c17ab55019f3c17ab55019f3cc09a" against="9f3c17ab55aa003c17ab5501" /></p>
        <SectionHead title={L("差异、检查、算式", "Diff, checks, gauge")} />
        <table className="hg-table"><tbody><DiffRow field={L("有效期止", "Valid to")} values={[["20", { differs: "4" }, "1-03-12"], ["20", { differs: "3" }, "1-03-12"]]} /></tbody></table>
        <CheckList checks={[{ id: "1", outcome: "ok", name: L("号码校验位", "Check digit"), value: "7 ＝ 7" }, { id: "2", outcome: "bad", name: L("有效期", "Validity"), value: L("22 岁应 10 年", "10 years") }]} />
        <div className="hg-inset"><Gauge name={L("转出合计", "Out")} shown="262,800.00" threshold="≥ 200,000" value={262800} line={200000} met /></div>
        <SectionHead title={L("键与钮", "Buttons")} />
        <p className="hg-inset"><Button variant="primary" shortcut="approve">{L("批准冻结", "Approve")}</Button> <Button shortcut="ask" onClick={() => setOpen(true)}>{L("要求补件", "Ask")}</Button> <Button variant="negative" shortcut="reject">{L("拒绝", "Reject")}</Button> <Button disabled shortcut="finish">{L("送审", "Send")}</Button> <Button variant="plain">{L("下一件", "Next")}</Button></p>
        <div className="hg-inset"><HoldButton hint={L("按住 1 秒", "Hold for 1 second")} onHeld={() => setHeld(held + 1)}>{L("立即止付", "Stop payment now")}</HoldButton> {held}</div>
        <SectionHead title={L("表单", "Form")} />
        <form className="hg-form hg-inset" style={{ width: 340 }}>
          <TextField control={form.control} name="name" label={L("姓名", "Name")} required help={L("与证件一致", "as on the document")} />
          <MoneyField control={form.control} name="amount" label={L("金额", "Amount")} currency="CNY" />
          <SelectField control={form.control} name="kind" label={L("事由", "Reason")} options={[{ value: "a", label: L("涉诈线索", "Fraud") }, { value: "b", label: L("证件过期", "Expired") }]} />
          <DateField control={form.control} name="on" label={L("日期", "Date")} />
          <TextAreaField control={form.control} name="note" label={L("说明", "Note")} maxLength={200} />
          <FileDrop label={L("选择文件", "Choose a file")} accept={[".csv"]} file={file} onFile={setFile} />
        </form>
        <ConfirmDialog open={open} onOpenChange={setOpen} title={L("撤回整批导入？", "Withdraw the batch?")} confirmLabel={L("撤回整批", "Withdraw")} dangerous onConfirm={() => {}}>{L("将移除 25,000 行。", "25,000 rows go.")}</ConfirmDialog>
      </div><div>
        <EmptyState title={L("没有待取的重新核验", "Nothing to verify")} text={L("触发重新核验的客户会排在这里，按剩余工作日排序。", "Customers line up here.")} action={<Button small>{L("去看证件到期", "See expiring")}</Button>} />
        <FilteredEmpty filters={[{ label: L("企业", "Company"), remove() {} }]} onClear={() => {}} />
        <ErrorState title={L("没能向核心系统下达止付", "The core was not told")} text={L("账户未变。", "Nothing changed.")} requestId="7F3A-19C2" onRetry={() => {}} />
        <StaleState title={L("沈怀玉 14:31 改了 2 处", "Changed at 14:31")} difference="2041 → 2031" onReload={() => {}} onCompare={() => {}} />
        <NoPermission />
        <LongTask title={L("导入 paysim.csv", "Importing paysim.csv")} step={2} steps={3} done={1284000} total={2150000} perSecond={9400} unit={L("行", "rows")} onStop={() => {}} />
        <Banner tone="late"><b>{L("本次复核已失效", "Void")}</b></Banner><Banner tone="wait">{L("2027 年工作日历未公布，跨年到期日为暂定。", "2027 is not published.")}</Banner><Banner tone="protect">{L("只收不付", "Credits only")}</Banner>
        <TableSkeleton rows={3} />
        <StackedBars title={L("积压账龄", "Backlog")} axis={L("工作日", "days")} series={[{ key: "a", label: L("反洗钱", "AML"), color: "var(--chart-1)" }, { key: "b", label: L("权益", "Rights"), color: "var(--chart-2)" }]} buckets={[{ label: "0–1", a: 80, b: 70 }, { label: "2–3", a: 40, b: 85 }, { label: "> 15", a: 3, b: 15 }]} lineAfter={{ label: L("15 工作日线", "15 days"), bucket: "2–3" }} height={180} />
        <Histogram title={L("挂失到保护", "Time to protect")} axis={L("秒", "s")} countLabel={L("件", "n")} bins={Array.from({ length: 14 }, (_, i) => ({ label: String(i * 10), count: [1, 2, 4, 9, 12, 8, 6, 4, 3, 1, 1, 0, 1, 2][i]!, over: i > 5 }))} line={{ label: L("目标 60 秒", "target"), bin: "60" }} height={140} />
        <BurnDown title={L("本批进度", "Burn-down")} axis={L("日", "day")} days={[{ label: "10-09", left: 40, pace: 40 }, { label: "10-10", left: 30, pace: 26 }, { label: "10-12", left: null, pace: 13 }]} height={130} />
        <p className="hg-inset"><Sparkline values={[3, 5, 2, 8, 7, 9]} label={L("上升", "rising")} /> <CompositionBar most={100} parts={[{ id: "l", value: 10, color: "var(--late-mark)" }, { id: "w", value: 20, color: "var(--wait-mark)" }, { id: "c", value: 60, color: "var(--chart-3)" }]} /></p>
      </div></div></Scroll></section>
    </Frame>
  );
}
