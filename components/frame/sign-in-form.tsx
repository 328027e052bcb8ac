"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { CodeInput } from "@/components/patterns/code-input";
import { Button } from "@/components/ui/button";

export type SignInInput = { readonly name: string; readonly password: string; readonly code?: string };

/** What came of an attempt. "refused" never tells which of name and password was wrong. */
export type SignInResult = "ok" | "refused" | "locked" | "code-needed" | "code-wrong" | "unavailable";

/** Two fields, and the second factor when it is asked for. `onSubmit` signs in; on "ok" the caller leads on. */
export function SignInForm(props: {
  onSubmit(input: SignInInput): Promise<SignInResult>;
  notice?: "expired" | "signed-out";
}) {
  const t = useTranslations("frame.signIn");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Exclude<SignInResult, "ok" | "code-needed"> | null>(null);
  const [asksCode, setAsksCode] = useState(false);
  const [code, setCode] = useState("");
  const password = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    setBusy(true);
    setError(null);
    const result = await props
      .onSubmit({
        name: String(data.get("name") ?? "").trim(),
        password: String(data.get("password") ?? ""),
        ...(asksCode ? { code } : {}),
      })
      .catch((): SignInResult => "unavailable");
    if (result === "ok") return;
    setBusy(false);
    setCode("");
    if (result === "code-needed") return setAsksCode(true);
    setError(result);
    if (result === "refused") password.current?.select();
  };

  return (
    <form className="hg-form hg-sign-in" onSubmit={submit} method="post">
      <h1>{t("title")}</h1>
      {props.notice && !error ? (
        <p className="hg-hint" role="status">
          {t(`notice.${props.notice}`)}
        </p>
      ) : null}
      <label className="hg-control">
        <span>{t("name")}</span>
        <input
          className="hg-input"
          name="name"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
      </label>
      <label className="hg-control">
        <span>{t("password")}</span>
        <input
          ref={password}
          className="hg-input"
          name="password"
          type="password"
          autoComplete="current-password"
          aria-invalid={error === "refused" ? true : undefined}
          required
        />
      </label>
      {asksCode ? <CodeInput value={code} onChange={setCode} label={t("code")} autoFocus name="code" /> : null}
      {error ? (
        <p className="hg-error" role="alert">
          {t(`error.${error}`)}
        </p>
      ) : null}
      <Button type="submit" variant="primary" busy={busy} className="hg-block">
        {busy ? t("busy") : t("submit")}
      </Button>
    </form>
  );
}
