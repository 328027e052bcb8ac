import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { OBJECTIONS_PATH, objectionIdOf, objectionsInput } from "@/components/objections/paths";
import { OBJECTIONS_LIST } from "@/domain/objections/schema";
import { addressValues, listKey } from "@/lib/list-input";
import { prefetchList } from "@/lib/trpc/prefetch-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { ObjectionsScreen } from "./_components/objections-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("objections.page"))("title") };
}

type Props = {
  params: Promise<{ id?: string[] }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Objections to measures; `/objections/<id>` shows one beside the list. */
export default async function ObjectionsPage(props: Props) {
  const { id: path = [] } = await props.params;
  const id = objectionIdOf([OBJECTIONS_PATH, ...path].join("/"));
  if (path.length > 0 && !id) notFound();
  const input = objectionsInput(addressValues(await props.searchParams));
  await Promise.all([
    prefetch(
      trpc.identity.me.queryOptions({}),
      trpc.objections.figures.queryOptions({}),
      ...(id ? [trpc.objections.detail.queryOptions({ id })] : []),
    ),
    prefetchList(listKey(OBJECTIONS_LIST.name, input), (caller) => caller.objections.list(input)),
  ]);
  return (
    <Hydrate>
      <ObjectionsScreen />
    </Hydrate>
  );
}
