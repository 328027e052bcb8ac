import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { isUuid } from "@/domain/shared/ids";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { RegisterForm } from "./_components/register-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("privacy.page.registerForm"))("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Entering a request that reached the desk: `?customer=<id>` where it is known whose it is. */
export default async function NewRequestPage({ searchParams }: Props) {
  const { customer } = await searchParams;
  const customerId = typeof customer === "string" && isUuid(customer) ? customer : null;
  await prefetch(
    trpc.identity.me.queryOptions({}),
    ...(customerId ? [trpc.customers.detail.queryOptions({ id: customerId })] : []),
  );
  return (
    <Hydrate>
      <RegisterForm customerId={customerId} />
    </Hydrate>
  );
}
