import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { DifferenceItem } from "@/components/completeness/difference-item";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("completeness"))("differences.title") };
}

/** One line on which a day-end differs. */
export default async function DifferencePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  await prefetch(trpc.identity.me.queryOptions({}), trpc.completeness.difference.queryOptions({ differenceId: id }));
  return (
    <Hydrate>
      <DifferenceItem id={id} />
    </Hydrate>
  );
}
