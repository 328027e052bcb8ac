import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CLOSURE_KINDS } from "@/domain/closures/model";
import { isUuid } from "@/domain/shared/ids";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { RequestForm } from "./_components/request-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("closures.page.request"))("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Asking for an account to be closed: `?account=<id>`, and `kind` where it was chosen before. */
export default async function NewClosurePage({ searchParams }: Props) {
  const { account, kind } = await searchParams;
  if (typeof account !== "string" || !isUuid(account)) notFound();
  await prefetch(trpc.identity.me.queryOptions({}), trpc.closures.account.queryOptions({ accountId: account }));
  return (
    <Hydrate>
      <RequestForm accountId={account} kind={CLOSURE_KINDS.find((one) => one === kind) ?? null} />
    </Hydrate>
  );
}
