import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ReviewRegister } from "@/components/processing/review-register";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("processing.page"))("title") };
}

/** Automatic decisions a person looks at again. */
export default async function ReviewsPage() {
  await prefetch(trpc.identity.me.queryOptions({}));
  return (
    <Hydrate>
      <ReviewRegister />
    </Hydrate>
  );
}
