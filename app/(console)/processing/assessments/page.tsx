import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AssessmentRegister } from "@/components/processing/assessment-register";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("processing.page"))("title") };
}

/** Impact assessments. */
export default async function AssessmentsPage() {
  await prefetch(trpc.identity.me.queryOptions({}));
  return (
    <Hydrate>
      <AssessmentRegister />
    </Hydrate>
  );
}
