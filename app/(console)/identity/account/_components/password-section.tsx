"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { SectionHead } from "@/components/patterns/headers";
import { Button } from "@/components/ui/button";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useMe } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";

const EMPTY = { current: "", password: "", repeat: "" };

/** The password, changed with the present one; what is wrong with a new one stands at its field. */
export function PasswordSection() {
  const t = useTranslations("identity.account");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const me = useMe();
  const change = useCommand(client.identity.changePassword.mutate);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState(EMPTY);
  const [said, setSaid] = useState<"wrong" | "differs" | "done" | null>(null);
  const fresh = me.steppedUp || (!me.totpEnrolled && me.passkeys === 0);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (typed.password !== typed.repeat) return setSaid("differs");
    setSaid(null);
    const answer = await change.run({ current: typed.current, password: typed.password });
    if (!answer?.ok) return;
    setSaid(answer.result.changed ? "done" : "wrong");
    setTyped(EMPTY);
    if (answer.result.changed) setOpen(false);
  };
  const field = (name: keyof typeof EMPTY, label: string, autoComplete: string, problem: string | null) => (
    <label className="hg-control">
      <span>{label}</span>
      <input
        className="hg-input"
        type="password"
        autoComplete={autoComplete}
        value={typed[name]}
        maxLength={1024}
        required
        aria-invalid={problem ? true : undefined}
        onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
      />
      {problem ? (
        <span className="hg-error" role="alert">
          {problem}
        </span>
      ) : null}
    </label>
  );
  const problem = attempt(change);
  const atField = change.refusal?.field === "password" ? problem : null;
  return (
    <>
      <SectionHead title={t("password")} ruled />
      <div className="hg-totp">
        {open ? (
          <form className="hg-form" aria-label={t("passwordChange")} onSubmit={(event) => void submit(event)}>
            {field("current", t("passwordCurrent"), "current-password", said === "wrong" ? t("passwordWrong") : null)}
            {field("password", t("passwordNew"), "new-password", atField)}
            <p className="hg-hint">{t("passwordHint")}</p>
            {field("repeat", t("passwordRepeat"), "new-password", said === "differs" ? t("passwordDiffers") : null)}
            {problem && !atField ? (
              <p className="hg-error" role="alert">
                {problem}
              </p>
            ) : null}
            <div className="hg-form-actions">
              <Button onClick={() => setOpen(false)}>{t("cancel")}</Button>
              <Button type="submit" variant="primary" busy={change.pending} disabled={!fresh}>
                {t("passwordChange")}
              </Button>
            </div>
          </form>
        ) : (
          <>
            <Button disabled={!fresh} onClick={() => setOpen(true)}>
              {t("passwordChange")}
            </Button>
            {said === "done" ? <p role="status">{t("passwordDone")}</p> : null}
          </>
        )}
      </div>
    </>
  );
}
