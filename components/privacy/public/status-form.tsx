"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { CodeInput } from "@/components/patterns/code-input";
import { Button } from "@/components/ui/button";
import { askStatus, type FormProblem, type FormState, giveDigits } from "./form-call";

/** How a request stands by its code; and the digits of a message, where one came. */
export function StatusForm() {
  const t = useTranslations("privacy.publicForm");
  const id = useId();
  const [code, setCode] = useState("");
  const [state, setState] = useState<FormState | null>(null);
  const [problem, setProblem] = useState<FormProblem | "code" | null>(null);
  const [busy, setBusy] = useState(false);
  const ask = async (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() === "") return setProblem("code");
    setBusy(true);
    setProblem(null);
    const reply = await askStatus(code.trim());
    setBusy(false);
    setState(reply.ok ? reply.state : null);
    if (!reply.ok) setProblem(reply.problem);
  };
  return (
    <div className="hg-public-form">
      <h1>{t("status.title")}</h1>
      <p className="hg-ink-2">{t("status.intro")}</p>
      <form className="hg-form" aria-label={t("status.title")} onSubmit={(event) => void ask(event)} noValidate>
        <div className="hg-control">
          <label htmlFor={id}>{t("status.code")}</label>
          <input
            id={id}
            className="hg-input hg-mono"
            value={code}
            maxLength={40}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            aria-invalid={problem === "code" || problem === "unknown" || undefined}
            aria-describedby={`${id}-help`}
            onChange={(event) => setCode(event.target.value)}
          />
          <p id={`${id}-help`} className="hg-hint">
            {t("status.codeHelp")}
          </p>
        </div>
        {problem ? (
          <p className="hg-error" role="alert">
            {problem === "code" ? t("status.codeMissing") : t(`problems.${problem}`)}
          </p>
        ) : null}
        <div className="hg-public-actions">
          <Button type="submit" variant="primary" busy={busy}>
            {t("status.ask")}
          </Button>
        </div>
      </form>
      {state ? <Standing state={state} /> : null}
      {state === "received" ? <Digits code={code.trim()} onState={setState} /> : null}
      <p className="hg-small">
        <Link className="hg-text-link" href="/privacy-request">
          {t("status.another")}
        </Link>
      </p>
    </div>
  );
}

function Standing({ state }: { state: FormState }) {
  const t = useTranslations("privacy.publicForm.status");
  return (
    <section className="hg-public-standing" role="status" aria-label={t("standing")}>
      <ol className="hg-public-steps">
        {(["received", "working", "answered"] as const).map((name) => (
          <li key={name} aria-current={name === state ? "step" : undefined}>
            {t(`states.${name}`)}
          </li>
        ))}
      </ol>
      <p>{t(`texts.${state}`)}</p>
    </section>
  );
}

/** The six digits of a message; the reply says how the request stands and nothing of the digits. */
function Digits({ code, onState }: { code: string; onState(state: FormState): void }) {
  const t = useTranslations("privacy.publicForm");
  const [digits, setDigits] = useState("");
  const [said, setSaid] = useState<"taken" | "six" | FormProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (digits.length !== 6) return setSaid("six");
    setBusy(true);
    const reply = await giveDigits(code, digits);
    setBusy(false);
    setDigits("");
    setSaid(reply.ok ? "taken" : reply.problem);
    if (reply.ok) onState(reply.state);
  };
  const words = said === null ? null : said === "taken" || said === "six" ? t(`digits.${said}`) : t(`problems.${said}`);
  return (
    <form className="hg-form" aria-label={t("digits.title")} onSubmit={(event) => void send(event)} noValidate>
      <h2>{t("digits.title")}</h2>
      <p className="hg-ink-2">{t("digits.intro")}</p>
      <CodeInput value={digits} onChange={setDigits} label={t("digits.label")} />
      {words ? (
        <p className={said === "taken" ? "hg-hint" : "hg-error"} role={said === "taken" ? "status" : "alert"}>
          {words}
        </p>
      ) : null}
      <div className="hg-public-actions">
        <Button type="submit" busy={busy}>
          {t("digits.send")}
        </Button>
      </div>
    </form>
  );
}
