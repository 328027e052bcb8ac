import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { RuleItem } from "../_components/rule-item";

export async function generateMetadata({ params }: { params: Promise<{ id: string }> }): Promise<Metadata> {
  const t = await getTranslations("rulebook");
  return { title: `${(await params).id} · ${t("title")}` };
}

export default async function RulePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  await prefetch(trpc.rulebook.detail.queryOptions({ id }));
  return (
    <Hydrate>
      <RuleItem id={id} />
    </Hydrate>
  );
}
