import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { REVERIFICATION_PATH, reviewIdOf, reviewsInput } from "@/components/reverification/paths";
import { REVERIFICATIONS_LIST } from "@/domain/reverification/schema";
import { addressValues, listKey } from "@/lib/list-input";
import { prefetchList } from "@/lib/trpc/prefetch-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { ReverificationScreen } from "./_components/reverification-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reverification.page"))("title") };
}

type Props = {
  params: Promise<{ id?: string[] }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Re-verifications: what is open; `/reverification/<id>` shows one beside the list. */
export default async function ReverificationPage(props: Props) {
  const { id: path = [] } = await props.params;
  const id = reviewIdOf([REVERIFICATION_PATH, ...path].join("/"));
  if (path.length > 0 && !id) notFound();
  const input = reviewsInput(addressValues(await props.searchParams));
  await Promise.all([
    prefetch(
      trpc.identity.me.queryOptions({}),
      trpc.reverification.figures.queryOptions({}),
      ...(id ? [trpc.reverification.detail.queryOptions({ id })] : []),
    ),
    prefetchList(listKey(REVERIFICATIONS_LIST.name, input), (caller) => caller.reverification.list(input)),
  ]);
  return (
    <Hydrate>
      <ReverificationScreen />
    </Hydrate>
  );
}
