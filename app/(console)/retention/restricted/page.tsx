import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RestrictedList } from "@/components/retention/restricted-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("retention.page"))("lists.restricted") };
}

/** Subjects whose data may only be stored. */
export default async function RestrictedPage() {
  await prefetch(trpc.identity.me.queryOptions({}), trpc.retention.figures.queryOptions({}));
  return (
    <Hydrate>
      <RestrictedList />
    </Hydrate>
  );
}
