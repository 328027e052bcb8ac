import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { StatusForm } from "@/components/privacy/public/status-form";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("privacy.publicForm");
  return { title: { absolute: `${t("status.title")} · ${t("house")}` }, robots: { index: false } };
}

/** How a request stands, for who holds its code. */
export default function StatusPage() {
  return <StatusForm />;
}
