import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CORRECTIONS_PATH, correctionIdOf } from "@/components/corrections/correction";
import { CorrectionList } from "@/components/corrections/correction-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("corrections.page"))("title") };
}

/** Corrections; `/corrections/<id>` shows one beside the list. */
export default async function CorrectionsPage({ params }: { params: Promise<{ id?: string[] }> }) {
  const { id: path = [] } = await params;
  const id = correctionIdOf([CORRECTIONS_PATH, ...path].join("/"));
  if (path.length > 0 && !id) notFound();
  await prefetch(trpc.identity.me.queryOptions({}), ...(id ? [trpc.corrections.detail.queryOptions({ id })] : []));
  return (
    <Hydrate>
      <CorrectionList />
    </Hydrate>
  );
}
