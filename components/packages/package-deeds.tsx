"use client";

import { Download, KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useAttemptText, useRefusalText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import type { PackageDetail } from "./package";

/** What may be done with a package: fetch it by a link that soon expires, make the customer's code, end it. */
export function PackageDeeds({ item }: { item: PackageDetail }) {
  const t = useTranslations("packages.page");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const refusal = useRefusalText();
  const download = useCommand(client.packages.download.mutate);
  const create = useCommand(client.packages.createCode.mutate);
  const revoke = useCommand(client.packages.revoke.mutate);
  const [code, setCode] = useState<string | null>(null);
  const { may } = item;
  const seen = { id: item.id, version: item.version };
  const fetchIt = async () => {
    const answer = await download.run({ id: item.id });
    if (answer?.ok) window.location.assign(`/api/privacy/packages?link=${encodeURIComponent(answer.result.link)}`);
  };
  const makeCode = async () => {
    const answer = await create.run(seen);
    if (answer?.ok) setCode(answer.result.code);
  };
  const problem = [download, create, revoke].map((deed) => attempt(deed)).find((text) => text !== null);
  const why = problem ?? (may.refusal ? refusal({ code: may.refusal }) : null);
  if (!may.download && !may.code && !may.revoke && !why) return null;
  return (
    <div className="grid gap-2 px-(--gutter) pb-3" aria-live="polite">
      <div className="flex flex-wrap gap-2">
        {may.download ? (
          <Button small icon={Download} busy={download.pending} onClick={() => void fetchIt()}>
            {t("download")}
          </Button>
        ) : null}
        {may.code ? (
          <Button small icon={KeyRound} busy={create.pending} onClick={() => void makeCode()}>
            {t("makeCode")}
          </Button>
        ) : null}
        {may.revoke ? (
          <Button small variant="negative" busy={revoke.pending} onClick={() => void revoke.run(seen)}>
            {t("revoke")}
          </Button>
        ) : null}
      </div>
      {code ? (
        <p className="hg-small">
          {t("codeOnce")} <b className="hg-mono">{code}</b>
        </p>
      ) : null}
      {why ? (
        <p className={problem ? "hg-error" : "hg-hint"} role={problem ? "alert" : undefined}>
          {why}
        </p>
      ) : null}
    </div>
  );
}
