import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DIFFERENCES_PATH, differenceIdOf, differencesInput } from "@/components/controls/difference-paths";
import { DifferencesScreen } from "@/components/controls/differences-screen";
import { coreDifferencesList } from "@/domain/controls/core-lists";
import { addressValues, listKey } from "@/lib/list-input";
import { prefetchList } from "@/lib/trpc/prefetch-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("controls.differences"))("title") };
}

type Props = {
  params: Promise<{ id?: string[] }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Accounts the payment core restricts otherwise than we do; `/controls/differences/<id>` shows one beside the list. */
export default async function DifferencesPage(props: Props) {
  const { id: path = [] } = await props.params;
  const id = differenceIdOf([DIFFERENCES_PATH, ...path].join("/"));
  if (path.length > 0 && !id) notFound();
  const input = differencesInput(addressValues(await props.searchParams));
  const open = id ? [trpc.controls.difference.queryOptions({ differenceId: id })] : [];
  await Promise.all([
    prefetch(trpc.identity.me.queryOptions({}), ...open),
    prefetchList(listKey(coreDifferencesList.name, input), (caller) => caller.controls.differences(input)),
  ]);
  return (
    <Hydrate>
      <DifferencesScreen />
    </Hydrate>
  );
}
