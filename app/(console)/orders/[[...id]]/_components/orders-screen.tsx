"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { OrderItem } from "@/components/orders/order-item";
import { OrderList } from "@/components/orders/order-list";
import { ORDERS_PATH, orderIdOf, ordersInput } from "@/components/orders/orders";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { cx } from "@/components/ui/cx";
import { useKey } from "@/components/ui/keys/key-provider";
import { ordersList } from "@/domain/orders/output";
import { useTRPCClient } from "@/lib/trpc/client";
import { useListQuery } from "@/lib/use-list-query";

/** The register with the open order beside it; the list keeps its rows and its place. */
export function OrdersScreen() {
  const t = useTranslations("orders.page.list");
  const id = orderIdOf(usePathname());
  const client = useTRPCClient();
  const url = useListUrl({
    sortable: ordersList.sorts,
    defaultSort: { column: ordersList.defaultSort, direction: ordersList.defaultOrder },
    filterKeys: [
      "state",
      "authority",
      "act",
      "number",
      "customerId",
      "accountId",
      "receivedFrom",
      "receivedTo",
      "endsFrom",
      "endsTo",
    ],
  });
  const input = ordersInput({
    ...url.filters,
    ...(url.sort ? { sort: `${url.sort.column}.${url.sort.direction}` } : {}),
  });
  const list = useListQuery({
    name: ordersList.name,
    input,
    fetchPage: (cursor) => client.orders.list.query({ ...input, ...(cursor ? { cursor } : {}) }),
  });
  const go = (next: string | null) => {
    window.history.pushState(null, "", `${ORDERS_PATH}${next ? `/${next}` : ""}${window.location.search}`);
  };
  useKey("back", () => go(null), id !== null);
  return (
    <div className={cx("hg-work", !id && "hg-single")} style={{ "--list-w": "384px" }}>
      <section className="hg-pane hg-list-pane" aria-label={t("label")}>
        <OrderList url={url} list={list} current={id} onOpen={go} />
      </section>
      {id ? (
        <div className="hg-pane [&>*]:flex-1">
          <OrderItem key={id} id={id} onClose={() => go(null)} />
        </div>
      ) : null}
    </div>
  );
}
