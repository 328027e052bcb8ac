import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BatchScreen } from "@/components/ingestion/batch-screen";
import { isUuid } from "@/domain/shared/ids";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("ingestion.page"))("batch.title") };
}

/** One import. */
export default async function BatchPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!isUuid(id)) notFound();
  await prefetch(trpc.identity.me.queryOptions({}), trpc.ingestion.batchDetail.queryOptions({ batchId: id }));
  return (
    <Hydrate>
      <BatchScreen id={id} />
    </Hydrate>
  );
}
