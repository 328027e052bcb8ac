"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { CodeInput } from "@/components/patterns/code-input";
import { Button } from "@/components/ui/button";
import { passkeysWork } from "@/lib/passkeys";
import type { SignInReason } from "@/lib/sign-in-address";

export type SignInInput = { readonly name: string; readonly password: string; readonly code?: string };

/** What came of an attempt. "refused" never tells which of name and password was wrong. */
export type SignInResult =
  | "ok"
  | "refused"
  | "locked"
  | "code-needed"
  | "code-wrong"
  | "unavailable"
  | "passkey"
  | "provider";

type Problem = Exclude<SignInResult, "ok" | "code-needed">;

/**
 * Name and password, then the second factor where it is asked for; or a passkey; or the institution's own sign-in. Each
 * way in answers what came of it; on "ok" the caller leads on.
 */
export function SignInForm(props: {
  onSubmit(input: SignInInput): Promise<SignInResult>;
  onPasskey?(): Promise<SignInResult>;
  onProvider?(): Promise<SignInResult>;
  notice?: SignInReason;
  problem?: Problem;
}) {
  const t = useTranslations("frame.signIn");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Problem | null>(props.problem ?? null);
  const [asks, setAsks] = useState<"nothing" | "code" | "recovery">("nothing");
  const [code, setCode] = useState("");
  const [hasPasskeys, setHasPasskeys] = useState(false);
  const password = useRef<HTMLInputElement>(null);
  // Known only in the browser; the server's page goes without the button.
  useEffect(() => setHasPasskeys(passkeysWork()), []);

  const go = async (way: () => Promise<SignInResult>) => {
    setBusy(true);
    setError(null);
    const result = await way().catch((): SignInResult => "unavailable");
    if (result === "ok") return;
    setBusy(false);
    setCode("");
    if (result === "code-needed") return setAsks((asked) => (asked === "nothing" ? "code" : asked));
    setError(result);
    if (result === "refused") {
      setAsks("nothing");
      password.current?.select();
    }
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    void go(() =>
      props.onSubmit({
        name: String(data.get("name") ?? "").trim(),
        password: String(data.get("password") ?? ""),
        ...(asks === "nothing" ? {} : { code }),
      }),
    );
  };
  const second = asks !== "nothing";
  const { onPasskey, onProvider } = props;

  return (
    <form className="hg-form hg-sign-in" onSubmit={submit} method="post">
      <h1>{t("title")}</h1>
      {props.notice && !error ? (
        <p className="hg-hint" role="status">
          {t(`notice.${props.notice}`)}
        </p>
      ) : null}
      <div className="hg-form" hidden={second}>
        <label className="hg-control">
          <span>{t("name")}</span>
          <input
            className="hg-input"
            name="name"
            autoComplete="username webauthn"
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
      </div>
      {asks === "code" ? (
        <>
          <p className="hg-hint">{t("codeHint")}</p>
          <CodeInput value={code} onChange={setCode} label={t("code")} autoFocus name="code" />
        </>
      ) : null}
      {asks === "recovery" ? (
        <label className="hg-control">
          <span>{t("recovery")}</span>
          <input
            className="hg-input hg-mono"
            value={code}
            maxLength={20}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => setCode(event.target.value)}
            required
          />
        </label>
      ) : null}
      {error ? (
        <p className="hg-error" role="alert">
          {t(`error.${error}`)}
        </p>
      ) : null}
      <Button type="submit" variant="primary" busy={busy} className="hg-block">
        {busy ? t("busy") : t("submit")}
      </Button>
      {second ? (
        <>
          <Button
            variant="plain"
            className="hg-block"
            onClick={() => {
              setCode("");
              setAsks(asks === "code" ? "recovery" : "code");
            }}
          >
            {asks === "code" ? t("useRecovery") : t("useCode")}
          </Button>
          <Button variant="plain" className="hg-block" onClick={() => setAsks("nothing")}>
            {t("back")}
          </Button>
        </>
      ) : null}
      {onPasskey && hasPasskeys ? (
        <Button className="hg-block" busy={busy} onClick={() => void go(onPasskey)}>
          {t("passkey")}
        </Button>
      ) : null}
      {onProvider && !second ? (
        <Button className="hg-block" busy={busy} onClick={() => void go(onProvider)}>
          {t("provider")}
        </Button>
      ) : null}
    </form>
  );
}
