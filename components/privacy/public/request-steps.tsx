"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { type Draft, type DraftField, EMPTY_DRAFT, lacking, STEPS, type Step, submissionOf } from "./draft";
import { type FormProblem, sendRequest } from "./form-call";
import { SentNote } from "./sent-note";
import { WhatStep, WhoStep } from "./step-fields";

/** The form in two steps: what is asked, who asks; then the code by which to see how it stands. */
export function RequestSteps() {
  const t = useTranslations("privacy.publicForm");
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [step, setStep] = useState<Step>("what");
  const [missing, setMissing] = useState<readonly DraftField[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<FormProblem | null>(null);
  const [code, setCode] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  // A new step is read from its head.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the head is focused whenever the step changes
  useEffect(() => {
    if (moved.current) head.current?.focus();
    moved.current = true;
  }, [step]);
  useEffect(() => {
    if (missing.length > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [missing]);

  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part });
    setMissing(missing.filter((field) => !(field in part)));
  };
  const go = async () => {
    const lacks = lacking(step, draft);
    setMissing(lacks);
    if (lacks.length > 0) return;
    if (step === "what") return setStep("who");
    const submission = submissionOf(draft);
    if (!submission) return;
    setBusy(true);
    setProblem(null);
    const reply = await sendRequest(submission);
    setBusy(false);
    if (!reply.ok) return setProblem(reply.problem);
    setDraft(EMPTY_DRAFT);
    setCode(reply.code);
  };

  if (code !== null) return <SentNote code={code} />;
  const at = STEPS.indexOf(step);
  return (
    <form
      ref={form}
      className="hg-public-form"
      aria-label={t("title")}
      method="post"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <Progress at={at} />
      <h1 ref={head} tabIndex={-1}>
        {t(`steps.${step}`)}
      </h1>
      <p className="hg-ink-2">{t(`intro.${step}`)}</p>
      {step === "what" ? <WhatStep draft={draft} missing={missing} onChange={change} /> : null}
      {step === "who" ? <WhoStep draft={draft} missing={missing} onChange={change} /> : null}
      {problem ? (
        <p className="hg-error" role="alert">
          {t(`problems.${problem}`)}
        </p>
      ) : null}
      <div className="hg-public-actions">
        <Button type="submit" variant="primary" busy={busy}>
          {t(step === "what" ? "goOn" : "send")}
        </Button>
        {step === "who" ? <Button onClick={() => setStep("what")}>{t("back")}</Button> : null}
      </div>
      {step === "what" ? (
        <p className="hg-small">
          <Link className="hg-text-link" href="/privacy-request/status">
            {t("haveCode")}
          </Link>
        </p>
      ) : null}
    </form>
  );
}

/** Where one is: what, who, sent. */
function Progress({ at }: { at: number }) {
  const t = useTranslations("privacy.publicForm");
  return (
    <ol className="hg-public-steps" aria-label={t("progress")}>
      {(["what", "who", "sent"] as const).map((name, place) => (
        <li key={name} aria-current={place === at ? "step" : undefined} className={place < at ? "hg-on" : undefined}>
          {t(`steps.${name}`)}
        </li>
      ))}
    </ol>
  );
}
