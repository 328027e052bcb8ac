import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { HOLDS_PATH, holdIdOf } from "@/components/reverification/paths";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { HoldsScreen } from "./_components/holds-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reverification.page.holds"))("list") };
}

type Props = { params: Promise<{ id?: string[] }> };

/** Triggers held for their number; `/reverification/holds/<id>` shows one hold beside the list. */
export default async function HoldsPage(props: Props) {
  const { id: path = [] } = await props.params;
  const id = holdIdOf([HOLDS_PATH, ...path].join("/"));
  if (path.length > 0 && !id) notFound();
  await prefetch(
    trpc.identity.me.queryOptions({}),
    trpc.reverification.figures.queryOptions({}),
    trpc.reverification.holds.queryOptions({}),
    ...(id ? [trpc.reverification.holds.queryOptions({ id })] : []),
  );
  return (
    <Hydrate>
      <HoldsScreen />
    </Hydrate>
  );
}
