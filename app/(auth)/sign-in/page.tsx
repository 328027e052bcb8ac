import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { env } from "@/env";
import { ownPath, signInReason } from "@/lib/sign-in-address";
import { currentPerson } from "@/lib/trpc/server";
import { SignIn } from "./_components/sign-in";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("frame.signIn");
  return { title: t("title") };
}

type Search = { reason?: string | string[]; to?: string | string[]; error?: string | string[] };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { reason, to, error } = await searchParams;
  const target = ownPath(typeof to === "string" ? to : undefined) ?? "/";
  if (await currentPerson()) redirect(target);
  const provider = env().OIDC_ISSUER !== "";
  return (
    <SignIn
      reason={signInReason(reason)}
      target={target}
      provider={provider}
      // Only the way by the provider leads back here with an error; its words are not shown.
      {...(error && provider ? { problem: "provider" as const } : {})}
    />
  );
}
