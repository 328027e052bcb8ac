import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { LARGE_VALUE_LIST } from "@/domain/reports/schema";
import { addressValues, listKey } from "@/lib/list-input";
import { prefetchList } from "@/lib/trpc/prefetch-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { LargeValueScreen } from "./_components/large-value-screen";
import { itemIdOf, QUEUE_PATH, queueInput } from "./queue-input";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports.page"))("title") };
}

type Props = {
  params: Promise<{ id?: string[] }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** The large-value queue; `/reports/large-value/<id>` shows an item beside it. */
export default async function LargeValuePage(props: Props) {
  const { id: path = [] } = await props.params;
  const id = itemIdOf([QUEUE_PATH, ...path].join("/"));
  if (path.length > 0 && !id) notFound();
  const input = queueInput(addressValues(await props.searchParams));
  await Promise.all([
    prefetch(trpc.identity.me.queryOptions({}), ...(id ? [trpc.reports.largeValueDetail.queryOptions({ id })] : [])),
    prefetchList(listKey(LARGE_VALUE_LIST.name, input), (caller) => caller.reports.largeValueList(input)),
  ]);
  return (
    <Hydrate>
      <LargeValueScreen />
    </Hydrate>
  );
}
