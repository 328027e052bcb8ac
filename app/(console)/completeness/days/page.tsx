import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DaysScreen } from "@/components/completeness/days-screen";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("completeness"))("days.title") };
}

/** Days tied out with the core, and what differs. */
export default async function DaysPage() {
  await prefetch(
    trpc.identity.me.queryOptions({}),
    trpc.completeness.days.queryOptions({}),
    trpc.completeness.differences.queryOptions({}),
  );
  return (
    <Hydrate>
      <DaysScreen />
    </Hydrate>
  );
}
