import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CertificateItem } from "@/components/retention/certificate-item";
import { CertificateList } from "@/components/retention/certificate-list";
import { isUuid } from "@/domain/shared/ids";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("retention.page"))("lists.certificates") };
}

/** Certificates of what was destroyed; `/retention/certificates/<id>` shows one. */
export default async function CertificatesPage({ params }: { params: Promise<{ id?: string[] }> }) {
  const { id: path = [] } = await params;
  const [id] = path;
  if (path.length > 1 || (id !== undefined && !isUuid(id))) notFound();
  await prefetch(
    trpc.identity.me.queryOptions({}),
    ...(id ? [trpc.retention.certificate.queryOptions({ id })] : [trpc.retention.figures.queryOptions({})]),
  );
  return <Hydrate>{id ? <CertificateItem id={id} /> : <CertificateList />}</Hydrate>;
}
