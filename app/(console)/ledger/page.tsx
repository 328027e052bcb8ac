import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TransactionsScreen } from "@/components/ledger/transactions-screen";
import { TRANSACTIONS_LIST } from "@/domain/ledger/schema";
import { addressValues, listKey, readListInput } from "@/lib/list-input";
import { prefetchList } from "@/lib/trpc/prefetch-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("ledger.page"))("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The transactions list. */
export default async function LedgerPage({ searchParams }: Props) {
  const input = readListInput(TRANSACTIONS_LIST, addressValues(await searchParams));
  await Promise.all([
    prefetch(trpc.identity.me.queryOptions({})),
    prefetchList(listKey(TRANSACTIONS_LIST.name, input), (caller) => caller.ledger.transactionsList(input)),
  ]);
  return (
    <Hydrate>
      <TransactionsScreen />
    </Hydrate>
  );
}
