import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CLOSURES_PATH, closureIdOf, closuresInput } from "@/components/closures/paths";
import { CLOSURES_LIST } from "@/domain/closures/schema";
import { addressValues, listKey } from "@/lib/list-input";
import { prefetchList } from "@/lib/trpc/prefetch-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { ClosuresScreen } from "./_components/closures-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("closures.page"))("title") };
}

type Props = {
  params: Promise<{ id?: string[] }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Closings of accounts; `/closures/<id>` shows one beside the list. */
export default async function ClosuresPage(props: Props) {
  const { id: path = [] } = await props.params;
  const id = closureIdOf([CLOSURES_PATH, ...path].join("/"));
  if (path.length > 0 && !id) notFound();
  const input = closuresInput(addressValues(await props.searchParams));
  await Promise.all([
    prefetch(
      trpc.identity.me.queryOptions({}),
      trpc.closures.figures.queryOptions({}),
      ...(id ? [trpc.closures.detail.queryOptions({ id })] : []),
    ),
    prefetchList(listKey(CLOSURES_LIST.name, input), (caller) => caller.closures.list(input)),
  ]);
  return (
    <Hydrate>
      <ClosuresScreen />
    </Hydrate>
  );
}
