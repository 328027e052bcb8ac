import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { isUuid } from "@/domain/shared/ids";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { AnswerLetter } from "./_components/answer-letter";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("objections.letter"))("title") };
}

/** The letter that answers an objection, for the printer. */
export default async function LetterPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!isUuid(id)) notFound();
  await prefetch(trpc.identity.me.queryOptions({}), trpc.objections.detail.queryOptions({ id }));
  return (
    <Hydrate>
      <AnswerLetter id={id} />
    </Hydrate>
  );
}
