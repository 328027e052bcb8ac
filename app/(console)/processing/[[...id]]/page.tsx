import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ActivityRegister } from "@/components/processing/activity-register";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("processing.page"))("title") };
}

/** The register of processing; the open activity beside the list. */
export default async function ProcessingPage() {
  await prefetch(trpc.identity.me.queryOptions({}));
  return (
    <Hydrate>
      <ActivityRegister />
    </Hydrate>
  );
}
