import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { secondLooksInput } from "@/components/kyc/paths";
import { secondLooksList } from "@/domain/kyc/outputs";
import { addressValues, listKey } from "@/lib/list-input";
import { prefetchList } from "@/lib/trpc/prefetch-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { SecondLooksScreen } from "./_components/second-looks-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("kyc.page.views"))("secondLooks") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Accepted submissions drawn by lot to be looked at by somebody else. */
export default async function SecondLooksPage(props: Props) {
  const input = secondLooksInput(addressValues(await props.searchParams));
  await Promise.all([
    prefetch(trpc.identity.me.queryOptions({})),
    prefetchList(listKey(secondLooksList.name, input), (caller) => caller.kyc.secondLook.list(input)),
  ]);
  return (
    <Hydrate>
      <SecondLooksScreen />
    </Hydrate>
  );
}
