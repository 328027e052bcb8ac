"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { SectionHead } from "@/components/patterns/headers";
import { StatusMark } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useMe } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";

/** Recovery codes: how many are left, and a new set, shown once. */
export function RecoverySection() {
  const t = useTranslations("identity.account");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const me = useMe();
  const renew = useCommand(client.identity.renewRecoveryCodes.mutate);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const make = async () => {
    const answer = await renew.run({});
    if (answer?.ok) setCodes(answer.result.codes);
  };
  const hasFactor = me.totpEnrolled || me.passkeys > 0;
  const problem = attempt(renew);
  return (
    <>
      <SectionHead title={t("recovery")} note={t("recoveryHint")} ruled />
      <div className="hg-totp">
        {codes ? (
          <div className="hg-form">
            <p className="hg-hint" role="status">
              {t("recoveryShown")}
            </p>
            <ol className="hg-recovery" aria-label={t("recovery")}>
              {codes.map((code) => (
                <li key={code}>
                  <code className="hg-mono">{code}</code>
                </li>
              ))}
            </ol>
            <div className="hg-form-actions">
              <Button variant="primary" onClick={() => setCodes(null)}>
                {t("recoveryKept")}
              </Button>
            </div>
          </div>
        ) : (
          <>
            <StatusMark tone={me.recoveryCodes > 0 ? "done" : "wait"}>
              {me.recoveryCodes > 0
                ? t("recoveryLeft", { count: me.recoveryCodes })
                : hasFactor
                  ? t("recoveryNone")
                  : t("recoveryNeeds")}
            </StatusMark>
            {hasFactor ? (
              <Button busy={renew.pending} disabled={!me.steppedUp} onClick={() => void make()}>
                {me.recoveryCodes > 0 ? t("recoveryRenew") : t("recoveryMake")}
              </Button>
            ) : null}
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
