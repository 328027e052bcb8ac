import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { limitsInput } from "@/components/accounts/limits";
import { ADJUSTMENTS_LIST } from "@/domain/limits/schema";
import { addressValues, listKey } from "@/lib/list-input";
import { prefetchList } from "@/lib/trpc/prefetch-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { LimitsScreen } from "./_components/limits-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("limits.list"))("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Changed limits of all accounts that hold or wait for a second person. */
export default async function LimitsPage(props: Props) {
  const input = limitsInput(addressValues(await props.searchParams));
  await Promise.all([
    prefetch(trpc.identity.me.queryOptions({})),
    prefetchList(listKey(ADJUSTMENTS_LIST.name, input), (caller) => caller.limits.list(input)),
  ]);
  return (
    <Hydrate>
      <LimitsScreen />
    </Hydrate>
  );
}
