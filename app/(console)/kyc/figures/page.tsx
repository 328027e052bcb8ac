import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { FiguresScreen } from "./_components/figures-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("kyc.page.figures"))("title") };
}

/** How the desk does: what waits and for how long, who decides how fast, why submissions are refused, who disagrees. */
export default async function FiguresPage() {
  await prefetch(trpc.identity.me.queryOptions({}), trpc.kyc.figures.queryOptions({}));
  return (
    <Hydrate>
      <FiguresScreen />
    </Hydrate>
  );
}
