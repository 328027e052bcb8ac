import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AutomaticRegister } from "@/components/processing/automatic-register";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("processing.page"))("title") };
}

/** What the system decides by itself. */
export default async function AutomaticPage() {
  await prefetch(trpc.identity.me.queryOptions({}));
  return (
    <Hydrate>
      <AutomaticRegister />
    </Hydrate>
  );
}
