import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ORDERS_PATH, orderIdOf, ordersInput } from "@/components/orders/orders";
import { ordersList } from "@/domain/orders/output";
import { addressValues, listKey } from "@/lib/list-input";
import { prefetchList } from "@/lib/trpc/prefetch-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { OrdersScreen } from "./_components/orders-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("orders.page"))("title") };
}

type Props = {
  params: Promise<{ id?: string[] }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** The register of authorities' orders; `/orders/<id>` shows one beside the list. */
export default async function OrdersPage(props: Props) {
  const { id: path = [] } = await props.params;
  const id = orderIdOf([ORDERS_PATH, ...path].join("/"));
  if (path.length > 0 && !id) notFound();
  const input = ordersInput(addressValues(await props.searchParams));
  await Promise.all([
    prefetch(
      trpc.identity.me.queryOptions({}),
      trpc.orders.overview.queryOptions({}),
      ...(id ? [trpc.orders.detail.queryOptions({ id })] : []),
    ),
    prefetchList(listKey(ordersList.name, input), (caller) => caller.orders.list(input)),
  ]);
  return (
    <Hydrate>
      <OrdersScreen />
    </Hydrate>
  );
}
