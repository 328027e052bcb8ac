import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Hydrate, houseDay, prefetch, trpc } from "@/lib/trpc/server";
import { RightsScreen } from "../_components/rights-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("people.desk");
  return { title: t("rightsTitle") };
}

export default async function RightsPage() {
  await prefetch(trpc.people.proposals.queryOptions({}), trpc.people.reviews.queryOptions({}));
  return (
    <Hydrate>
      <RightsScreen today={await houseDay()} />
    </Hydrate>
  );
}
