import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { ReviewsScreen } from "../_components/reviews-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("people.desk");
  return { title: t("reviewsTitle") };
}

export default async function ReviewsPage() {
  await prefetch(trpc.people.proposals.queryOptions({}), trpc.people.reviews.queryOptions({}));
  return (
    <Hydrate>
      <ReviewsScreen />
    </Hydrate>
  );
}
