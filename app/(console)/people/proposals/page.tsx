import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { ProposalsScreen } from "../_components/proposals-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("people.desk");
  return { title: t("tabProposals") };
}

export default async function ProposalsPage() {
  await prefetch(trpc.people.proposals.queryOptions({}), trpc.people.reviews.queryOptions({}));
  return (
    <Hydrate>
      <ProposalsScreen />
    </Hydrate>
  );
}
