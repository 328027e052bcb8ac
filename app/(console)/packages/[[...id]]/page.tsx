import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PACKAGES_PATH, packageIdOf } from "@/components/packages/package";
import { PackageList } from "@/components/packages/package-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("packages.page"))("title") };
}

/** Packages; `/packages/<id>` shows one beside the list. */
export default async function PackagesPage({ params }: { params: Promise<{ id?: string[] }> }) {
  const { id: path = [] } = await params;
  const id = packageIdOf([PACKAGES_PATH, ...path].join("/"));
  if (path.length > 0 && !id) notFound();
  await prefetch(trpc.identity.me.queryOptions({}), ...(id ? [trpc.packages.detail.queryOptions({ id })] : []));
  return (
    <Hydrate>
      <PackageList />
    </Hydrate>
  );
}
