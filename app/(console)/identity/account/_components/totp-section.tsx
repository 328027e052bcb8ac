"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useCallback, useState } from "react";
import { encode } from "uqr";
import { CodeInput } from "@/components/patterns/code-input";
import { SectionHead } from "@/components/patterns/headers";
import { StatusMark } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";

type Enrolment = { readonly address: string; readonly secret: string };

/** Enrolment of one-time codes: a secret as picture and text, then a first code to prove that it arrived. */
export function TotpSection({ enrolled }: { enrolled: boolean }) {
  const t = useTranslations("identity.account");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const [pending, setPending] = useState<Enrolment | null>(null);
  const [code, setCode] = useState("");
  const enrol = useCommand(
    useCallback(
      (call: { key: string; input: Record<string, never> }) => client.identity.enrolTotp.mutate(call),
      [client],
    ),
  );
  const confirm = useCommand(
    useCallback((call: { key: string; input: { code: string } }) => client.identity.confirmTotp.mutate(call), [client]),
  );
  const start = async () => {
    const answer = await enrol.run({});
    if (answer?.ok) setPending(answer.result);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await confirm.run({ code });
    setCode("");
    if (answer?.ok) setPending(null);
  };
  const problem = attempt(enrol);
  return (
    <>
      <SectionHead title={t("totp")} ruled />
      <div className="hg-totp">
        {enrolled ? (
          <StatusMark tone="done">{t("totpEnrolled")}</StatusMark>
        ) : pending ? (
          <form className="hg-form" onSubmit={(event) => void submit(event)}>
            <p>{t("scan")}</p>
            <QrPicture text={pending.address} label={t("picture")} />
            <p>
              <span className="hg-ink-3">{t("secret")}</span> <code className="hg-mono">{inFours(pending.secret)}</code>
            </p>
            <CodeInput value={code} onChange={setCode} label={t("code")} error={attempt(confirm)} autoFocus />
            <div className="hg-form-actions">
              <Button type="submit" variant="primary" busy={confirm.pending} disabled={code.length !== 6}>
                {t("confirm")}
              </Button>
            </div>
          </form>
        ) : (
          <>
            <StatusMark tone="wait">{t("totpMissing")}</StatusMark>
            <Button busy={enrol.pending} onClick={() => void start()}>
              {t("enrol")}
            </Button>
          </>
        )}
        {problem ? (
          <p className="hg-error" role="alert">
            {problem}
          </p>
        ) : null}
      </div>
    </>
  );
}

/** A secret is easier to type in groups. */
function inFours(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(" ") ?? secret;
}

/** The address as a QR code: dark on white in both themes, as readers of codes want it. */
function QrPicture({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: "M", border: 2 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return (
    <svg className="hg-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
