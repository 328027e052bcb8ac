import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EventRegister } from "@/components/consents/event-register";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("consents.page"))("title") };
}

/** What customers agreed to, refused or took back. */
export default async function ConsentsPage() {
  await prefetch(trpc.identity.me.queryOptions({}));
  return (
    <Hydrate>
      <EventRegister />
    </Hydrate>
  );
}
