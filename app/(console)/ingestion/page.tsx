import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BatchesScreen } from "@/components/ingestion/batches-screen";
import { BATCHES_LIST } from "@/domain/ingestion/schema";
import { addressValues, listKey, readListInput } from "@/lib/list-input";
import { prefetchList } from "@/lib/trpc/prefetch-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("ingestion.page"))("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Imports and the way to bring in a file. */
export default async function IngestionPage({ searchParams }: Props) {
  const input = readListInput(BATCHES_LIST, addressValues(await searchParams));
  await Promise.all([
    prefetch(trpc.identity.me.queryOptions({}), trpc.ingestion.mappingsList.queryOptions({})),
    prefetchList(listKey(BATCHES_LIST.name, input), (caller) => caller.ingestion.batchesList(input)),
  ]);
  return (
    <Hydrate>
      <BatchesScreen />
    </Hydrate>
  );
}
