import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { PeopleScreen } from "./_components/people-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("people.desk");
  return { title: t("title") };
}

export default async function PeoplePage() {
  await prefetch(
    trpc.people.list.queryOptions({}),
    trpc.people.proposals.queryOptions({}),
    trpc.people.reviews.queryOptions({}),
  );
  return (
    <Hydrate>
      <PeopleScreen />
    </Hydrate>
  );
}
