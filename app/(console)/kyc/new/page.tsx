import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { IntakeForm } from "./_components/intake-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("kyc.page.intake"))("title") };
}

/** Taking identity papers in at the desk. */
export default async function NewSubmissionPage() {
  await prefetch(trpc.identity.me.queryOptions({}));
  return (
    <Hydrate>
      <IntakeForm />
    </Hydrate>
  );
}
