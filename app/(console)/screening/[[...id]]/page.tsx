import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { hitIdOf, hitsInput, SCREENING_PATH } from "@/components/screening/screening";
import { hitsList } from "@/domain/screening/schema";
import { addressValues, listKey } from "@/lib/list-input";
import { prefetchList } from "@/lib/trpc/prefetch-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { ScreeningScreen } from "./_components/screening-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("screening.page"))("title") };
}

type Props = {
  params: Promise<{ id?: string[] }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Lists and hits, for who is cleared; `/screening/<id>` shows one hit beside the list. */
export default async function ScreeningPage(props: Props) {
  const { id: path = [] } = await props.params;
  const id = hitIdOf([SCREENING_PATH, ...path].join("/"));
  if (path.length > 0 && !id) notFound();
  const input = hitsInput(addressValues(await props.searchParams));
  await Promise.all([
    prefetch(
      trpc.identity.me.queryOptions({}),
      trpc.screening.lists.queryOptions({}),
      ...(id ? [trpc.screening.hit.queryOptions({ id })] : []),
    ),
    prefetchList(listKey(hitsList.name, input), (caller) => caller.screening.hits(input)),
  ]);
  return (
    <Hydrate>
      <ScreeningScreen />
    </Hydrate>
  );
}
