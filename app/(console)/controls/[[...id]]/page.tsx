import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CONTROLS_PATH, MEASURES_LIST, measureIdOf, measuresInput } from "@/components/controls/paths";
import { addressValues, listKey } from "@/lib/list-input";
import { prefetchList } from "@/lib/trpc/prefetch-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { ControlsScreen } from "./_components/controls-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("controls.page.list"))("title") };
}

type Props = {
  params: Promise<{ id?: string[] }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Measures by state; `/controls/<id>` shows one beside the list. */
export default async function ControlsPage(props: Props) {
  const { id: path = [] } = await props.params;
  const id = measureIdOf([CONTROLS_PATH, ...path].join("/"));
  if (path.length > 0 && !id) notFound();
  const input = measuresInput(addressValues(await props.searchParams));
  await Promise.all([
    prefetch(trpc.identity.me.queryOptions({}), ...(id ? [trpc.controls.measure.queryOptions({ measureId: id })] : [])),
    prefetchList(listKey(MEASURES_LIST.name, input), (caller) => caller.controls.measures(input)),
  ]);
  return (
    <Hydrate>
      <ControlsScreen />
    </Hydrate>
  );
}
