import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { candidateIdOf, candidatesInput, UNUSED_PATH } from "@/components/closures/paths";
import { CANDIDATES_LIST } from "@/domain/closures/schema";
import { addressValues, listKey } from "@/lib/list-input";
import { prefetchList } from "@/lib/trpc/prefetch-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { UnusedScreen } from "./_components/unused-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("closures.page.unused"))("list") };
}

type Props = {
  params: Promise<{ id?: string[] }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Accounts nobody uses; `/closures/unused/<id>` shows one beside the list. */
export default async function UnusedPage(props: Props) {
  const { id: path = [] } = await props.params;
  const id = candidateIdOf([UNUSED_PATH, ...path].join("/"));
  if (path.length > 0 && !id) notFound();
  const input = candidatesInput(addressValues(await props.searchParams));
  await Promise.all([
    prefetch(
      trpc.identity.me.queryOptions({}),
      trpc.closures.figures.queryOptions({}),
      ...(id ? [trpc.closures.candidate.queryOptions({ id })] : []),
    ),
    prefetchList(listKey(CANDIDATES_LIST.name, input), (caller) => caller.closures.candidates(input)),
  ]);
  return (
    <Hydrate>
      <UnusedScreen />
    </Hydrate>
  );
}
