import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RegisterScreen } from "@/components/completeness/register-screen";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("completeness"))("register.title") };
}

/** The register of scheduled controls. */
export default async function RegisterPage() {
  await prefetch(trpc.identity.me.queryOptions({}), trpc.completeness.register.queryOptions({}));
  return (
    <Hydrate>
      <RegisterScreen />
    </Hydrate>
  );
}
