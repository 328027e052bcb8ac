"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { ELECTRONIC_PATH, electronicIdOf, electronicInput } from "@/components/orders/electronic";
import { ElectronicItem } from "@/components/orders/electronic-item";
import { ElectronicList } from "@/components/orders/electronic-list";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { cx } from "@/components/ui/cx";
import { useKey } from "@/components/ui/keys/key-provider";
import { electronicOrdersList } from "@/domain/orders/electronic/schema";
import { useTRPCClient } from "@/lib/trpc/client";
import { useListQuery } from "@/lib/use-list-query";

/** The list of the platform's orders with the open one beside it; the list keeps its rows and its place. */
export function ElectronicScreen() {
  const t = useTranslations("orders.electronic.list");
  const id = electronicIdOf(usePathname());
  const client = useTRPCClient();
  const url = useListUrl({
    sortable: electronicOrdersList.sorts,
    defaultSort: { column: electronicOrdersList.defaultSort, direction: electronicOrdersList.defaultOrder },
    filterKeys: ["state", "act", "customerId", "receivedFrom", "receivedTo"],
  });
  const input = electronicInput({
    ...url.filters,
    ...(url.sort ? { sort: `${url.sort.column}.${url.sort.direction}` } : {}),
  });
  const list = useListQuery({
    name: electronicOrdersList.name,
    input,
    fetchPage: (cursor) => client.orders.electronic.query({ ...input, ...(cursor ? { cursor } : {}) }),
  });
  const go = (next: string | null) => {
    window.history.pushState(null, "", `${ELECTRONIC_PATH}${next ? `/${next}` : ""}${window.location.search}`);
  };
  useKey("back", () => go(null), id !== null);
  return (
    <div className={cx("hg-work", !id && "hg-single")} style={{ "--list-w": "384px" }}>
      <section className="hg-pane hg-list-pane" aria-label={t("label")}>
        <ElectronicList url={url} list={list} current={id} onOpen={go} />
      </section>
      {id ? (
        <div className="hg-pane [&>*]:flex-1">
          <ElectronicItem key={id} id={id} onClose={() => go(null)} />
        </div>
      ) : null}
    </div>
  );
}
