import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PolicyRegister } from "@/components/consents/policy-register";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("consents.page"))("title") };
}

/** Versions of policies and agreements; the open one beside the list. */
export default async function PoliciesPage() {
  await prefetch(trpc.identity.me.queryOptions({}));
  return (
    <Hydrate>
      <PolicyRegister />
    </Hydrate>
  );
}
