"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Banner } from "@/components/patterns/banner";
import { FilterBar, type FilterField, filterChips } from "@/components/patterns/data-table/filter-bar";
import { InsteadOfRows } from "@/components/patterns/data-table/instead-of-rows";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { ListRows } from "@/components/patterns/data-table/list-rows";
import type { ListUrl } from "@/components/patterns/data-table/list-url";
import { ExportRegister } from "@/components/patterns/export-register";
import { PageHeader } from "@/components/patterns/headers";
import { Scroll } from "@/components/patterns/layouts";
import { EmptyState } from "@/components/patterns/states";
import { TabLinks } from "@/components/patterns/tab-links";
import { Button } from "@/components/ui/button";
import { INCIDENT_KINDS, SEVERITIES } from "@/domain/incidents/model";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import type { ListQuery } from "@/lib/use-list-query";
import { useNow } from "@/lib/use-now";
import type { IncidentRow } from "./incident";
import { useIncidentColumns } from "./incident-columns";
import { INCIDENT_VIEWS, INCIDENTS_PATH, type IncidentView, incidentView, viewHref } from "./paths";
import { RegisterDialog } from "./register-dialog";

/** The list of incidents. It keeps its place beside an open one; figures and what was missed stand above it. */
export function IncidentList(props: {
  url: ListUrl;
  list: ListQuery<IncidentRow>;
  current: string | null;
  onOpen(id: string): void;
}) {
  const { url, list, current } = props;
  const t = useTranslations("incidents.page");
  const words = useTranslations("incidents");
  const narrow = current !== null;
  const columns = useIncidentColumns(narrow);
  const fields: FilterField[] = [
    {
      kind: "enum",
      key: "kind",
      label: t("columns.kind"),
      options: INCIDENT_KINDS.map((value) => ({ value, label: words(`kinds.${value}`) })),
    },
    {
      kind: "enum",
      key: "severity",
      label: t("columns.severity"),
      options: SEVERITIES.map((value) => ({ value, label: words(`severities.${value}`) })),
    },
    { kind: "date-range", key: "discovered", label: t("columns.discovered") },
  ];
  const search: FilterField = { kind: "text", key: "number", label: t("search") };
  const view = incidentView(url.filters.state);
  const empty = view ?? "all";
  return (
    <>
      <PageHeader title={t("title")}>{narrow ? null : <Head current={view} onOpen={props.onOpen} />}</PageHeader>
      {narrow ? null : <Figures />}
      <FilterBar url={url} fields={fields} search={narrow ? undefined : search} />
      <Scroll label={t("list")}>
        <ListRows
          label={t("list")}
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.number}
          onOpen={(row) => props.onOpen(row.id)}
          current={current}
          url={url}
          instead={
            <InsteadOfRows
              list={list}
              url={url}
              what={t("failed")}
              chips={filterChips([...fields, search], url.filters)}
              empty={<EmptyState title={t(`empty.${empty}.title`)} text={t(`empty.${empty}.text`)} />}
            />
          }
        />
      </Scroll>
      <ListFoot shown={list.rows.length} total={list.total} showKeys={!narrow} />
    </>
  );
}

/** The views, the way to enter an incident, the way out as a file. */
function Head({ current, onOpen }: { current: IncidentView | null; onOpen(id: string): void }) {
  const t = useTranslations("incidents.page");
  const can = useCan();
  const client = useTRPCClient();
  const now = useNow();
  const wanted = useSearchParams().get("do") === "register";
  const [asking, setAsking] = useState(wanted);
  const [seen, setSeen] = useState(wanted);
  if (wanted !== seen) {
    setSeen(wanted);
    if (wanted) setAsking(true);
  }
  const tabs = (Object.keys(INCIDENT_VIEWS) as IncidentView[]).map((id) => ({
    id,
    label: t(`views.${id}`),
    href: viewHref(id),
  }));
  return (
    <>
      <TabLinks label={t("views.label")} tabs={tabs} current={current ?? ""} />
      <ExportRegister mutate={client.incidents.exportRegister.mutate} of="incidents" label={t("export")} />
      {can("incidents.register") ? (
        <Button small variant="primary" onClick={() => setAsking(true)}>
          {t("register")}
        </Button>
      ) : null}
      {asking && now ? (
        <RegisterDialog
          now={now}
          onEnd={(done) => {
            setAsking(false);
            if (wanted) window.history.replaceState(null, "", INCIDENTS_PATH);
            if (done) onOpen(done.id);
          }}
        />
      ) : null}
    </>
  );
}

/** How a figure reads when it is not zero. */
const FIGURE_TONE = { open: undefined, near: "hg-wait", late: "hg-late", untold: "hg-wait" } as const;

/** What is open, due soon and missed; who waits to be told. What was missed is said above everything. */
function Figures() {
  const t = useTranslations("incidents.page");
  const format = useFormat();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.incidents.figures.queryOptions({}));
  if (!data) return null;
  return (
    <>
      {data.late > 0 ? <Banner tone="late">{t("lateCount", { count: data.late })}</Banner> : null}
      <dl className="hg-figure-strip" aria-label={t("figures.label")}>
        {(["open", "near", "late", "untold"] as const).map((name) => (
          <div key={name}>
            <dt>{t(`figures.${name}`)}</dt>
            <dd className={data[name] > 0 ? FIGURE_TONE[name] : undefined}>{format.count(data[name])}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
