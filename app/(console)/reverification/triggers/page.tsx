import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { triggersInput } from "@/components/reverification/paths";
import { TRIGGERS_LIST } from "@/domain/reverification/schema";
import { addressValues, listKey } from "@/lib/list-input";
import { prefetchList } from "@/lib/trpc/prefetch-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { TriggersScreen } from "./_components/triggers-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reverification.page.triggers"))("list") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Every trigger, those too that a copy on file met. */
export default async function TriggersPage(props: Props) {
  const input = triggersInput(addressValues(await props.searchParams));
  await Promise.all([
    prefetch(trpc.identity.me.queryOptions({}), trpc.reverification.figures.queryOptions({})),
    prefetchList(listKey(TRIGGERS_LIST.name, input), (caller) => caller.reverification.triggers(input)),
  ]);
  return (
    <Hydrate>
      <TriggersScreen />
    </Hydrate>
  );
}
