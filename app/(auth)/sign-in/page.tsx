import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ownPath } from "@/lib/sign-in-address";
import { currentPerson } from "@/lib/trpc/server";
import { SignIn } from "./_components/sign-in";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("frame.signIn");
  return { title: t("title") };
}

type Search = { reason?: string | string[]; to?: string | string[] };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { reason, to } = await searchParams;
  const target = ownPath(typeof to === "string" ? to : undefined) ?? "/";
  if (await currentPerson()) redirect(target);
  return <SignIn reason={reason === "expired" || reason === "signed-out" ? reason : undefined} target={target} />;
}
