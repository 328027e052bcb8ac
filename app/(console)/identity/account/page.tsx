import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { AccountScreen } from "./_components/account-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("identity.account");
  return { title: t("title") };
}

export default async function AccountPage() {
  await prefetch(trpc.identity.mySessions.queryOptions({}), trpc.identity.myPasskeys.queryOptions({}));
  return (
    <Hydrate>
      <AccountScreen />
    </Hydrate>
  );
}
