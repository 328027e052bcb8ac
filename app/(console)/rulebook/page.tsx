import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RulebookScreen } from "./_components/rulebook-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("rulebook");
  return { title: t("title") };
}

export default function RulebookPage() {
  return <RulebookScreen />;
}
