import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EntryList } from "@/components/retention/entry-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("retention.page"))("title") };
}

/** What is kept until which day, class by class. */
export default async function RetentionPage() {
  await prefetch(trpc.identity.me.queryOptions({}), trpc.retention.figures.queryOptions({}));
  return (
    <Hydrate>
      <EntryList />
    </Hydrate>
  );
}
