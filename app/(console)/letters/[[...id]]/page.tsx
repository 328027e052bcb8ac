import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { LETTERS_PATH, letterIdOf, lettersInput } from "@/components/letters/letter";
import { letterList } from "@/domain/letters/schema";
import { addressValues, listKey } from "@/lib/list-input";
import { prefetchList } from "@/lib/trpc/prefetch-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { LettersScreen } from "./_components/letters-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("letters"))("title") };
}

type Props = {
  params: Promise<{ id?: string[] }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** What customers were told; `/letters/<id>` shows one letter beside the list. */
export default async function LettersPage(props: Props) {
  const { id: path = [] } = await props.params;
  const id = letterIdOf([LETTERS_PATH, ...path].join("/"));
  if (path.length > 0 && !id) notFound();
  const input = lettersInput(addressValues(await props.searchParams));
  await Promise.all([
    prefetch(trpc.identity.me.queryOptions({}), ...(id ? [trpc.letters.detail.queryOptions({ id })] : [])),
    prefetchList(listKey(letterList.name, input), (caller) => caller.letters.list(input)),
  ]);
  return (
    <Hydrate>
      <LettersScreen />
    </Hydrate>
  );
}
