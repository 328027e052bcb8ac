"use client";

import { signIn } from "next-auth/react";
import { SignInForm, type SignInInput, type SignInResult } from "@/components/frame/sign-in-form";
import { provePasskey } from "@/lib/passkeys";
import type { SignInReason } from "@/lib/sign-in-address";

/** What next-auth calls a refusal without words of its own. */
const MISMATCH = "CredentialsSignin";
const PROBLEMS = ["refused", "locked", "code-needed", "code-wrong"] as const;

/** Signs in and leads on with a fresh page, so that nothing of a former reader stays in memory. */
export function SignIn(props: { reason?: SignInReason; problem?: "provider"; target: string; provider: boolean }) {
  const lead = (): SignInResult => {
    window.location.assign(props.target);
    return "ok";
  };
  const submit = async ({ name, password, code }: SignInInput): Promise<SignInResult> => {
    const answer = await signIn("credentials", { email: name, password, code: code ?? "", redirect: false });
    if (answer && !answer.error) return lead();
    if (answer?.error === MISMATCH) return "refused";
    return PROBLEMS.find((problem) => problem === answer?.error) ?? "unavailable";
  };
  const byPasskey = async (): Promise<SignInResult> => {
    const asked = await fetch("/api/passkey", { method: "POST" });
    if (!asked.ok) return "passkey";
    const { challengeId, options } = await asked.json();
    const response = await provePasskey(options);
    if (!response) return "passkey";
    const proof = JSON.stringify({ challengeId, response });
    const answer = await signIn("passkey", { proof, redirect: false });
    return answer && !answer.error ? lead() : "passkey";
  };
  const byProvider = async (): Promise<SignInResult> => {
    await signIn("oidc", { callbackUrl: props.target });
    return "ok";
  };
  return (
    <SignInForm
      onSubmit={submit}
      onPasskey={byPasskey}
      {...(props.provider ? { onProvider: byProvider } : {})}
      notice={props.reason}
      problem={props.problem}
    />
  );
}
