import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DataMap } from "@/components/retention/data-map";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("retention.page"))("lists.map") };
}

/** The data map: every column with personal data. */
export default async function DataMapPage() {
  await prefetch(trpc.identity.me.queryOptions({}), trpc.retention.figures.queryOptions({}));
  return (
    <Hydrate>
      <DataMap />
    </Hydrate>
  );
}
