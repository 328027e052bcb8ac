import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PRIVACY_PATH, requestIdOf, requestsInput } from "@/components/privacy/paths";
import { REQUESTS_LIST } from "@/domain/privacy/schema";
import { addressValues, listKey } from "@/lib/list-input";
import { prefetchList } from "@/lib/trpc/prefetch-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { PrivacyScreen } from "./_components/privacy-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("privacy.page"))("title") };
}

type Props = {
  params: Promise<{ id?: string[] }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Privacy requests inside their clock; `/privacy/<id>` shows one beside the list. */
export default async function PrivacyPage(props: Props) {
  const { id: path = [] } = await props.params;
  const id = requestIdOf([PRIVACY_PATH, ...path].join("/"));
  if (path.length > 0 && !id) notFound();
  const input = requestsInput(addressValues(await props.searchParams));
  await Promise.all([
    prefetch(
      trpc.identity.me.queryOptions({}),
      trpc.privacy.figures.queryOptions({}),
      ...(id ? [trpc.privacy.detail.queryOptions({ id })] : []),
    ),
    prefetchList(listKey(REQUESTS_LIST.name, input), (caller) => caller.privacy.list(input)),
  ]);
  return (
    <Hydrate>
      <PrivacyScreen />
    </Hydrate>
  );
}
