import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OperationsScreen } from "./_components/operations-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("operations");
  return { title: t("title") };
}

export default function OperationsPage() {
  return <OperationsScreen />;
}
