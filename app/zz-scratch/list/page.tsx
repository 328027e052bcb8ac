"use client";
import { Frame } from "../frame";
import { useLocale } from "next-intl";
import { Suspense, useState } from "react";
import { PageLayout } from "@/components/patterns/layouts";
import { PageHeader } from "@/components/patterns/headers";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { FilterBar, filterKeys, type FilterField } from "@/components/patterns/data-table/filter-bar";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { Money } from "@/components/patterns/money";
import { StatusMark } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
function List() {
  const zh = useLocale() === "zh-CN";
  const L = (a: string, b: string) => (zh ? a : b);
  const search: FilterField = { kind: "text", key: "q", label: L("搜索", "Search"), placeholder: L("姓名或编号", "name or number") };
  const fields: FilterField[] = [{ kind: "enum", key: "state", label: L("状态", "State"), options: [{ value: "open", label: L("在办", "Open") }, { value: "late", label: L("逾期", "Late") }] }, { kind: "date-range", key: "day", label: L("交易日", "Day") }];
  const url = useListUrl({ sortable: ["amount", "day"], filterKeys: filterKeys([...fields, search]) });
  const [selected, onChange] = useState<ReadonlySet<string>>(new Set());
  const rows = Array.from({ length: 50 }, (_, i) => ({ id: `LV-2026-${1000 + i}`, minor: BigInt(50000000 + i * 1234567) }));
  return <PageLayout label={L("大额", "Large value")} header={<><PageHeader title={L("大额报告", "Large value")} note={L("5 个工作日内报送", "due in 5 working days")}><Button small shortcut="export">{L("导出", "Export")}</Button></PageHeader><FilterBar url={url} fields={fields} search={search} /></>} foot={<ListFoot shown={50} total={{ count: 10000, capped: true }} selected={selected.size} onNext={() => url.goAfter("x")} />}>
    <DataTable label={L("大额", "Large value")} rows={rows} rowKey={(r) => r.id} rowLabel={(r) => r.id} selection={{ selected, onChange }} sort={url.sort} onSort={url.setSort} onOpen={(r) => console.log(r.id)}
      columns={[{ id: "no", header: L("编号", "No."), cell: (r) => <span className="hg-mono">{r.id}</span> }, { id: "state", header: L("状态", "State"), cell: () => <StatusMark tone="wait">{L("待核对", "To check")}</StatusMark> }, { id: "day", header: L("交易日", "Day"), sortable: true, cell: () => "2026-09-30" }, { id: "amount", header: L("合计（元）", "Sum (CNY)"), align: "end", sortable: true, cell: (r) => <Money amount={{ minor: r.minor, currency: "CNY" }} /> }]} />
  </PageLayout>;
}
export default function Page() { return <Frame><Suspense><List /></Suspense></Frame>; }
