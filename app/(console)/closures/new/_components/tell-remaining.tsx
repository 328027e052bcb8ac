"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ClosureLook } from "@/components/closures/closure";
import { Button } from "@/components/ui/button";
import type { IdentityWay } from "@/domain/closures/model";
import { toldRemaining } from "@/domain/closures/told";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";

type Props = { accountId: string; look: ClosureLook | null; identity: IdentityWay | undefined };

/** Tells the customer who wishes to close what remains; nothing where there is nothing he may hear of. */
export function TellRemaining({ accountId, look, identity }: Props) {
  const t = useTranslations("closures.page.request");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const [said, setSaid] = useState<string | null>(null);
  const tell = useCommand(client.closures.tellRemaining.mutate);
  const token = look?.token;
  if (!look || !token || toldRemaining(look.remaining) === 0) return null;
  const problem = attempt(tell);
  const press = async () => {
    if (!identity) return;
    const answer = await tell.run({ accountId, identity, token });
    if (answer?.ok) setSaid(t("told", { count: answer.result.count }));
  };
  return (
    <div className="grid gap-1 px-(--gutter) pb-2" aria-live="polite">
      <div>
        <Button small busy={tell.pending} disabled={!identity || said !== null} onClick={() => void press()}>
          {t("tell")}
        </Button>
      </div>
      {identity ? null : <p className="hg-hint">{t("tellNeedsIdentity")}</p>}
      {said ? <p className="hg-small">{said}</p> : null}
      {problem ? (
        <p className="hg-error" role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  );
}
