import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AccountItem } from "@/components/accounts/account-item";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accounts.page"))("title") };
}

/** One account with its measures. */
export default async function AccountPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!/^[0-9a-f-]{36}$/i.test(id)) notFound();
  await prefetch(
    trpc.identity.me.queryOptions({}),
    trpc.accounts.detail.queryOptions({ id }),
    trpc.controls.account.queryOptions({ accountId: id }),
  );
  return (
    <Hydrate>
      <AccountItem id={id} />
    </Hydrate>
  );
}
