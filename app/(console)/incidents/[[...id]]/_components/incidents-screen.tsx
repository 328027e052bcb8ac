"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type CSSProperties, useCallback } from "react";
import { IncidentItem } from "@/components/incidents/incident-item";
import { IncidentList } from "@/components/incidents/incident-list";
import { INCIDENTS_PATH, incidentIdOf, incidentsInput } from "@/components/incidents/paths";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { cx } from "@/components/ui/cx";
import { useKey } from "@/components/ui/keys/key-provider";
import { neighbour } from "@/components/worklist/work";
import { INCIDENTS_LIST } from "@/domain/incidents/schema";
import { listAddress } from "@/lib/list-input";
import { useTRPCClient } from "@/lib/trpc/client";
import { useListQuery } from "@/lib/use-list-query";

const FILTER_KEYS = ["state", "kind", "severity", "discoveredFrom", "discoveredTo", "number"];

/** The list with the open incident beside it; opening keeps the list's rows and its place. */
export function IncidentsScreen() {
  const t = useTranslations("incidents.page");
  const id = incidentIdOf(usePathname());
  const client = useTRPCClient();
  const url = useListUrl({
    sortable: INCIDENTS_LIST.sorts,
    defaultSort: { column: INCIDENTS_LIST.defaultSort, direction: INCIDENTS_LIST.defaultOrder },
    filterKeys: FILTER_KEYS,
  });
  const input = incidentsInput(listAddress(url.filters, url.sort));
  const list = useListQuery({
    name: INCIDENTS_LIST.name,
    input,
    fetchPage: (cursor) => client.incidents.list.query({ ...input, ...(cursor ? { cursor } : {}) }),
  });
  const go = useCallback((next: string | null) => {
    window.history.pushState(null, "", `${INCIDENTS_PATH}${next ? `/${next}` : ""}${window.location.search}`);
  }, []);
  useKey("back", () => go(null), id !== null);
  const order = list.rows.map((row) => row.id);
  return (
    <div className={cx("hg-work", !id && "hg-single")} style={{ "--list-w": "372px" } as CSSProperties}>
      <section className="hg-pane hg-list-pane" aria-label={t("list")}>
        <IncidentList url={url} list={list} current={id} onOpen={go} />
      </section>
      {id ? (
        <div className="hg-pane [&>*]:flex-1">
          <IncidentItem key={id} id={id} onClose={() => go(null)} onNext={() => go(neighbour(id, order))} />
        </div>
      ) : null}
    </div>
  );
}
