"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Masked } from "@/components/customers/masked";
import { FactList } from "@/components/patterns/facts";
import { FormDialog } from "@/components/patterns/form-dialog";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { CustomerPicker, type Found } from "./customer-picker";
import type { DialogProps } from "./simple-dialogs";

/** Says whose request it is, where the house found nobody by itself; what its caller said stands above the search. */
export function MatchDialog({ item, onEnd }: DialogProps) {
  const t = useTranslations("privacy.page.matchForm");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const match = useCommand(client.privacy.match.mutate);
  const [chosen, setChosen] = useState<Found | null>(null);
  const [missing, setMissing] = useState(false);
  const send = async () => {
    if (!chosen) return setMissing(true);
    const answer = await match.run({ id: item.id, version: item.version, customerId: chosen.id });
    if (answer?.ok) onEnd(answer.result.version);
  };
  return (
    <FormDialog
      title={t("title", { number: item.number })}
      verb={t("verb")}
      busy={match.pending}
      problem={attempt(match)}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onClose={() => onEnd(null)}
    >
      {item.claim ? (
        <FactList
          facts={[
            { id: "name", label: t("claimName"), value: <Masked value={item.claim.name} /> },
            { id: "phone", label: t("claimPhone"), value: <Masked value={item.claim.phone} /> },
          ]}
        />
      ) : null}
      <CustomerPicker
        label={t("customer")}
        chosen={chosen}
        onChoose={(one) => {
          setChosen(one);
          setMissing(false);
        }}
        error={missing && !chosen ? t("missing") : null}
      />
      <p className="hg-hint">{t("hint")}</p>
    </FormDialog>
  );
}
