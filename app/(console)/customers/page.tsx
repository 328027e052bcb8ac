import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CustomerList } from "@/components/customers/customer-list";
import { customersInput } from "@/components/customers/paths";
import { customersList } from "@/domain/customers/schema";
import { addressValues, listKey } from "@/lib/list-input";
import { prefetchList } from "@/lib/trpc/prefetch-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("customers"))("title") };
}

/** Customers: search by a whole number or name, and the list. */
export default async function CustomersPage(props: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const input = customersInput(addressValues(await props.searchParams));
  await Promise.all([
    prefetch(trpc.identity.me.queryOptions({})),
    prefetchList(listKey(customersList.name, input), (caller) => caller.customers.list(input)),
  ]);
  return (
    <Hydrate>
      <CustomerList />
    </Hydrate>
  );
}
