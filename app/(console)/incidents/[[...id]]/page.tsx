import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { INCIDENTS_PATH, incidentIdOf, incidentsInput } from "@/components/incidents/paths";
import { INCIDENTS_LIST } from "@/domain/incidents/schema";
import { addressValues, listKey } from "@/lib/list-input";
import { prefetchList } from "@/lib/trpc/prefetch-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { IncidentsScreen } from "./_components/incidents-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("incidents.page"))("title") };
}

type Props = {
  params: Promise<{ id?: string[] }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Security incidents; `/incidents/<id>` shows one beside the list. */
export default async function IncidentsPage(props: Props) {
  const { id: path = [] } = await props.params;
  const id = incidentIdOf([INCIDENTS_PATH, ...path].join("/"));
  if (path.length > 0 && !id) notFound();
  const input = incidentsInput(addressValues(await props.searchParams));
  await Promise.all([
    prefetch(
      trpc.identity.me.queryOptions({}),
      trpc.incidents.figures.queryOptions({}),
      ...(id ? [trpc.incidents.detail.queryOptions({ id })] : []),
    ),
    prefetchList(listKey(INCIDENTS_LIST.name, input), (caller) => caller.incidents.list(input)),
  ]);
  return (
    <Hydrate>
      <IncidentsScreen />
    </Hydrate>
  );
}
