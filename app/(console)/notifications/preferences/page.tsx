import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PreferencesScreen } from "../_components/preferences-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("notifications");
  return { title: t("page.preferences") };
}

export default function PreferencesPage() {
  return <PreferencesScreen />;
}
