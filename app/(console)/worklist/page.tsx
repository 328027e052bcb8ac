import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { WorklistScreen } from "./_components/worklist-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("worklist");
  return { title: t("title") };
}

export default function WorklistPage() {
  return <WorklistScreen />;
}
