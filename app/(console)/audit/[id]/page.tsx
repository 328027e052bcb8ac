import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { EntryItem } from "../_components/entry-item";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("audit.entry");
  return { title: t("title") };
}

export default async function AuditEntryPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  await prefetch(trpc.audit.detail.queryOptions({ id }));
  return (
    <Hydrate>
      <EntryItem id={id} />
    </Hydrate>
  );
}
