import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { QueuesScreen } from "./_components/queues-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("worklist.page.queues"))("title") };
}

/** The named queues: what goes into them and who draws from them. */
export default async function QueuesPage() {
  await prefetch(trpc.identity.me.queryOptions({}));
  return (
    <Hydrate>
      <QueuesScreen />
    </Hydrate>
  );
}
