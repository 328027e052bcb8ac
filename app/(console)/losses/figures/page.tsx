import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LossFigures } from "@/components/losses/loss-figures";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("losses.page.figures"))("title") };
}

/** Time to protect, by month. */
export default async function LossFiguresPage() {
  await prefetch(trpc.identity.me.queryOptions({}), trpc.losses.figures.queryOptions({}));
  return (
    <Hydrate>
      <LossFigures />
    </Hydrate>
  );
}
