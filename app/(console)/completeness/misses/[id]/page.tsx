import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { MissItem } from "@/components/completeness/miss-item";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("completeness"))("misses.title") };
}

/** One control that did not run. */
export default async function MissPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  await prefetch(trpc.identity.me.queryOptions({}), trpc.completeness.miss.queryOptions({ missId: id }));
  return (
    <Hydrate>
      <MissItem id={id} />
    </Hydrate>
  );
}
