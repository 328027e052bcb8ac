import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ACTS } from "@/domain/orders/model";
import { isUuid } from "@/domain/shared/ids";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { NewOrderScreen } from "./_components/new-order-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("orders.page.form"))("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Taking an order in; `?act=renew&about=<id>` begins with the order it is about. */
export default async function NewOrderPage({ searchParams }: Props) {
  const { act, about } = await searchParams;
  const aboutId = typeof about === "string" && isUuid(about) ? about : null;
  await prefetch(
    trpc.identity.me.queryOptions({}),
    ...(aboutId ? [trpc.orders.about.queryOptions({ id: aboutId })] : []),
  );
  return (
    <Hydrate>
      <NewOrderScreen act={ACTS.find((known) => known === act) ?? null} aboutId={aboutId} />
    </Hydrate>
  );
}
