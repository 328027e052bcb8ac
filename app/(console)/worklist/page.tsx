import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { WorklistScreen } from "./_components/worklist-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("worklist");
  return { title: t("title") };
}

/** One queue over all kinds of work; `?item=<id>` shows an item beside it. */
export default async function WorklistPage() {
  await prefetch(
    trpc.identity.me.queryOptions({}),
    trpc.worklist.queues.queryOptions({}),
    trpc.worklist.views.queryOptions({}),
  );
  return (
    <Hydrate>
      <WorklistScreen />
    </Hydrate>
  );
}
