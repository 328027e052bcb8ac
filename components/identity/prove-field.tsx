"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { CodeInput } from "@/components/patterns/code-input";
import { Button } from "@/components/ui/button";
import { useMe } from "@/lib/use-can";
import { useStepUp } from "@/lib/use-step-up";
import { PasskeyProof } from "./passkey-proof";

/**
 * Asks for a fresh second factor before something weighty: a passkey first, then a one-time or a recovery code. Shows
 * nothing while the session is fresh; it is its own form and belongs beside, not inside, another.
 */
export function ProveField() {
  const t = useTranslations("identity.account");
  const me = useMe();
  const stepUp = useStepUp();
  const [way, setWay] = useState<"code" | "recovery">(me.totpEnrolled ? "code" : "recovery");
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  if (me.steppedUp || (!me.totpEnrolled && me.passkeys === 0)) return null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(await stepUp(code));
    setCode("");
    setBusy(false);
  };
  return (
    <form className="hg-form hg-prove" aria-label={t("prove")} onSubmit={(event) => void submit(event)}>
      <p className="hg-hint">{t("prove")}</p>
      <PasskeyProof />
      {way === "code" ? (
        <CodeInput value={code} onChange={setCode} error={problem} />
      ) : (
        <label className="hg-control">
          <span>{t("recoveryCode")}</span>
          <input
            className="hg-input hg-mono"
            value={code}
            maxLength={20}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={problem ? true : undefined}
            onChange={(event) => setCode(event.target.value)}
          />
          {problem ? (
            <span className="hg-error" role="alert">
              {problem}
            </span>
          ) : null}
        </label>
      )}
      <div className="hg-form-actions">
        {me.totpEnrolled ? (
          <Button variant="plain" onClick={() => setWay(way === "code" ? "recovery" : "code")}>
            {way === "code" ? t("proveByRecovery") : t("proveByCode")}
          </Button>
        ) : null}
        <Button type="submit" variant="primary" busy={busy} disabled={code.length < 6}>
          {t("verify")}
        </Button>
      </div>
    </form>
  );
}
