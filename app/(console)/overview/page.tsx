import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { OverviewSheet } from "./_components/overview-sheet";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("overview");
  return { title: t("title") };
}

export default async function OverviewPage() {
  await prefetch(trpc.overview.summary.queryOptions({}));
  return (
    <Hydrate>
      <OverviewSheet />
    </Hydrate>
  );
}
