import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { TeamScreen } from "./_components/team-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("worklist.page.team"))("title") };
}

/** Who has what at this moment; for whoever gives work out. */
export default async function TeamPage() {
  await prefetch(trpc.identity.me.queryOptions({}));
  return (
    <Hydrate>
      <TeamScreen />
    </Hydrate>
  );
}
