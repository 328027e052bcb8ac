import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { NetworksScreen } from "./_components/networks-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("identity.networks");
  return { title: t("title") };
}

export default async function NetworksPage() {
  await prefetch(trpc.identity.roleNetworks.queryOptions({}));
  return (
    <Hydrate>
      <NetworksScreen />
    </Hydrate>
  );
}
