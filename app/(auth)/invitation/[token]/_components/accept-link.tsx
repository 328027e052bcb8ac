"use client";

import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Line } from "@/components/people/choice";
import { Button } from "@/components/ui/button";
import type { RefusalParams } from "@/domain/shared/result";
import { useBilingual } from "@/lib/bilingual";
import { useRefusalText } from "@/lib/refusal-text";
import { SpentLink } from "./spent-link";

type Problem = { readonly text: string } | "spent" | null;

/** Sets the password of whoever came by a link, signs in with it, and leads on to the second factor. */
export function AcceptLink(props: { secret: string; name: { zh: string; en: string }; first: boolean }) {
  const t = useTranslations("people.desk");
  const words = useBilingual();
  const refusal = useRefusalText();
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>(null);

  const send = async (): Promise<Problem> => {
    const answer = await fetch("/api/people/link", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ secret: props.secret, password }),
    });
    if (answer.status === 410) return "spent";
    const said = (await answer.json()) as { email?: string; code?: string; params?: RefusalParams };
    if (!answer.ok || !said.email)
      return { text: said.code ? refusal({ code: said.code, params: said.params }) : t("unavailable") };
    const entered = await signIn("credentials", { email: said.email, password, redirect: false });
    window.location.assign(entered?.ok ? "/identity/account" : "/sign-in");
    return null;
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (password !== again) return setProblem({ text: t("mismatch") });
    setBusy(true);
    setProblem(null);
    const wrong = await send().catch((): Problem => ({ text: t("unavailable") }));
    if (!wrong) return;
    setBusy(false);
    setProblem(wrong);
  };

  if (problem === "spent") return <SpentLink />;
  return (
    <form className="hg-form hg-sign-in" onSubmit={(event) => void submit(event)} method="post">
      <h1>{t(props.first ? "welcome" : "welcomeBack", { name: words(props.name) })}</h1>
      <Line
        label={t("password")}
        type="password"
        autoComplete="new-password"
        required
        value={password}
        onChange={setPassword}
      />
      <Line
        label={t("passwordAgain")}
        type="password"
        autoComplete="new-password"
        required
        value={again}
        onChange={setAgain}
      />
      {problem ? (
        <p className="hg-error" role="alert">
          {problem.text}
        </p>
      ) : null}
      <Button type="submit" variant="primary" busy={busy} className="hg-block">
        {t("setPassword")}
      </Button>
    </form>
  );
}
