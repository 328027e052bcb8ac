import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DemandRegister } from "@/components/sharing/demand-register";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sharing.page"))("title") };
}

/** Demands of foreign bodies. */
export default async function DemandsPage() {
  await prefetch(trpc.identity.me.queryOptions({}));
  return (
    <Hydrate>
      <DemandRegister />
    </Hydrate>
  );
}
