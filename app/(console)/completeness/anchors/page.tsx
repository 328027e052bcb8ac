import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AnchorsScreen } from "@/components/completeness/anchors-screen";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("completeness"))("anchors.title") };
}

/** Tree heads left outside the house. */
export default async function AnchorsPage() {
  await prefetch(trpc.identity.me.queryOptions({}), trpc.completeness.anchors.queryOptions({}));
  return (
    <Hydrate>
      <AnchorsScreen />
    </Hydrate>
  );
}
