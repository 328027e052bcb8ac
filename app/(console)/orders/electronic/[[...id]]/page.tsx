import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ELECTRONIC_PATH, electronicIdOf, electronicInput } from "@/components/orders/electronic";
import { electronicOrdersList } from "@/domain/orders/electronic/schema";
import { addressValues, listKey } from "@/lib/list-input";
import { prefetchList } from "@/lib/trpc/prefetch-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { ElectronicScreen } from "./_components/electronic-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("orders.electronic"))("title") };
}

type Props = {
  params: Promise<{ id?: string[] }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Orders of the telecom-fraud platform; `/orders/electronic/<id>` shows one beside the list. */
export default async function ElectronicOrdersPage(props: Props) {
  const { id: path = [] } = await props.params;
  const id = electronicIdOf([ELECTRONIC_PATH, ...path].join("/"));
  if (path.length > 0 && !id) notFound();
  const input = electronicInput(addressValues(await props.searchParams));
  await Promise.all([
    prefetch(trpc.identity.me.queryOptions({}), ...(id ? [trpc.orders.electronicOrder.queryOptions({ id })] : [])),
    prefetchList(listKey(electronicOrdersList.name, input), (caller) => caller.orders.electronic(input)),
  ]);
  return (
    <Hydrate>
      <ElectronicScreen />
    </Hydrate>
  );
}
