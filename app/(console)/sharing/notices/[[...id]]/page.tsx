import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NoticeRegister } from "@/components/sharing/notice-register";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sharing.page"))("title") };
}

/** What recipients were told; the open notice beside the list. */
export default async function NoticesPage() {
  await prefetch(trpc.identity.me.queryOptions({}));
  return (
    <Hydrate>
      <NoticeRegister />
    </Hydrate>
  );
}
