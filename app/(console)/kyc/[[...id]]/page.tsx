import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { KYC_PATH, submissionIdOf, submissionsInput } from "@/components/kyc/paths";
import { submissionsList } from "@/domain/kyc/schema";
import { addressValues, listKey } from "@/lib/list-input";
import { prefetchList } from "@/lib/trpc/prefetch-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { KycScreen } from "./_components/kyc-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("kyc.page"))("title") };
}

type Props = {
  params: Promise<{ id?: string[] }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Identity checks: what waits for a reviewer; `/kyc/<id>` shows one submission at the bench beside the list. */
export default async function KycPage(props: Props) {
  const { id: path = [] } = await props.params;
  const id = submissionIdOf([KYC_PATH, ...path].join("/"));
  if (path.length > 0 && !id) notFound();
  const input = submissionsInput(addressValues(await props.searchParams));
  await Promise.all([
    prefetch(trpc.identity.me.queryOptions({}), ...(id ? [trpc.kyc.detail.queryOptions({ id })] : [])),
    prefetchList(listKey(submissionsList.name, input), (caller) => caller.kyc.list(input)),
  ]);
  return (
    <Hydrate>
      <KycScreen />
    </Hydrate>
  );
}
