"use client";

import { signIn } from "next-auth/react";
import { SignInForm, type SignInInput, type SignInResult } from "@/components/frame/sign-in-form";
import type { SignInReason } from "@/lib/sign-in-address";

/** next-auth's word for a name and password that do not fit. */
const MISMATCH = "CredentialsSignin";

/** Signs in and leads on with a fresh page, so that nothing of a former reader stays in memory. */
export function SignIn({ reason, target }: { reason?: SignInReason; target: string }) {
  const submit = async ({ name, password }: SignInInput): Promise<SignInResult> => {
    const answer = await signIn("credentials", { email: name, password, redirect: false });
    if (!answer || (answer.error && answer.error !== MISMATCH)) return "unavailable";
    if (answer.error) return "refused";
    window.location.assign(target);
    return "ok";
  };
  return <SignInForm onSubmit={submit} notice={reason} />;
}
