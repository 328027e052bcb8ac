import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { KeysScreen } from "@/components/connections/keys-screen";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("connections.page"))("keys") };
}

/** Keys of machines. */
export default async function ConnectionsPage() {
  await Promise.all([prefetch(trpc.identity.me.queryOptions({})), prefetch(trpc.connections.keys.queryOptions({}))]);
  return (
    <Hydrate>
      <KeysScreen />
    </Hydrate>
  );
}
