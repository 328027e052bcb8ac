import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeadScreen } from "@/components/controls/dead-screen";
import { deadInput } from "@/components/controls/difference-paths";
import { deadInstructionsList } from "@/domain/controls/core-lists";
import { addressValues, listKey } from "@/lib/list-input";
import { prefetchList } from "@/lib/trpc/prefetch-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("controls.dead"))("title") };
}

/** Orders the payment core turned down or would not take. */
export default async function DeadPage(props: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const input = deadInput(addressValues(await props.searchParams));
  await Promise.all([
    prefetch(trpc.identity.me.queryOptions({})),
    prefetchList(listKey(deadInstructionsList.name, input), (caller) => caller.controls.deadInstructions(input)),
  ]);
  return (
    <Hydrate>
      <DeadScreen />
    </Hydrate>
  );
}
