import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RequestSteps } from "@/components/privacy/public/request-steps";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("privacy.publicForm");
  return { title: { absolute: `${t("title")} · ${t("house")}` }, robots: { index: false } };
}

/** Where anybody may ask about his personal data, without an account. */
export default function PrivacyRequestPage() {
  return <RequestSteps />;
}
