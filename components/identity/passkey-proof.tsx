"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useMe } from "@/lib/use-can";
import { usePasskeyProof } from "@/lib/use-step-up";

/** The preferred way to a fresh second factor, for whoever has a passkey and a session that is not fresh; otherwise nothing. */
export function PasskeyProof() {
  const t = useTranslations("identity.account");
  const me = useMe();
  const prove = usePasskeyProof();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  if (me.passkeys === 0 || me.steppedUp) return null;
  const run = async () => {
    setBusy(true);
    setProblem(await prove());
    setBusy(false);
  };
  return (
    <>
      <Button busy={busy} onClick={() => void run()}>
        {t("proveByPasskey")}
      </Button>
      {problem ? (
        <span className="hg-error" role="alert">
          {problem}
        </span>
      ) : null}
    </>
  );
}
