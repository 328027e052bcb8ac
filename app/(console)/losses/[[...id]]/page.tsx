import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { LOSSES_PATH, lossesInput, lossIdOf } from "@/components/losses/paths";
import { LOSSES_LIST } from "@/domain/losses/schema";
import { addressValues, listKey } from "@/lib/list-input";
import { prefetchList } from "@/lib/trpc/prefetch-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { LossesScreen } from "./_components/losses-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("losses.page"))("title") };
}

type Props = {
  params: Promise<{ id?: string[] }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Loss reports: what is open; `/losses/<id>` shows one beside the list. */
export default async function LossesPage(props: Props) {
  const { id: path = [] } = await props.params;
  const id = lossIdOf([LOSSES_PATH, ...path].join("/"));
  if (path.length > 0 && !id) notFound();
  const input = lossesInput(addressValues(await props.searchParams));
  await Promise.all([
    prefetch(trpc.identity.me.queryOptions({}), ...(id ? [trpc.losses.detail.queryOptions({ id })] : [])),
    prefetchList(listKey(LOSSES_LIST.name, input), (caller) => caller.losses.list(input)),
  ]);
  return (
    <Hydrate>
      <LossesScreen />
    </Hydrate>
  );
}
