import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { linkOf } from "@/lib/trpc/server";
import { AcceptLink } from "./_components/accept-link";
import { SpentLink } from "./_components/spent-link";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("people.desk");
  // The address is a secret: it goes to no other page and into no search.
  return { title: t("linkPageTitle"), referrer: "no-referrer", robots: { index: false } };
}

/** What a link opens: the name it was made for and a password to set; one neutral page for a link that is no good. */
export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const link = await linkOf(token);
  if (!link) return <SpentLink />;
  return <AcceptLink secret={token} name={link.name} first={link.kind === "invitation"} />;
}
