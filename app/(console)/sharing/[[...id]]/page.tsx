import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PartnerRegister } from "@/components/sharing/partner-register";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sharing.page"))("title") };
}

/** Whom data are given to; the open partner beside the list. */
export default async function SharingPage() {
  await prefetch(trpc.identity.me.queryOptions({}));
  return (
    <Hydrate>
      <PartnerRegister />
    </Hydrate>
  );
}
