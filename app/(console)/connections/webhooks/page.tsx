import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { WebhooksScreen } from "@/components/connections/webhooks-screen";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("connections.page"))("webhooks") };
}

/** Endpoints for news, and the delivery log. */
export default async function WebhooksPage() {
  await Promise.all([
    prefetch(trpc.identity.me.queryOptions({})),
    prefetch(trpc.connections.endpoints.queryOptions({})),
  ]);
  return (
    <Hydrate>
      <WebhooksScreen />
    </Hydrate>
  );
}
