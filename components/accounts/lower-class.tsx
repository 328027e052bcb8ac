"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { pickerKeys, ReasonPicker } from "@/components/kyc/reason-picker";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { LOWER_REASON_NAMES, type LowerReason } from "@/domain/kyc/codes";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import type { AccountDetail } from "./account";

/** Lowers the class of an account: to which, and one coded reason. */
export function LowerClass({ account, onClose }: { account: AccountDetail; onClose(): void }) {
  const t = useTranslations("kyc.page.lower");
  const common = useTranslations("common");
  const reasons = useTranslations("kyc.lowerReasons");
  const classes = useTranslations("accounts.class");
  const attempt = useAttemptText();
  const client = useTRPCClient();
  const lower = useCommand(client.kyc.lowerClass.mutate);
  const targets = ([2, 1] as const).filter((one) => one < account.accountClass);
  const [to, setTo] = useState(targets[0] ?? 1);
  const [chosen, setChosen] = useState<readonly LowerReason[]>([]);
  const [reason] = chosen;
  const problem = attempt(lower);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!reason) return;
    const answer = await lower.run({ accountId: account.id, version: account.version, to, reason });
    if (answer?.ok) onClose();
  };
  return (
    <Dialog
      title={t("title", { number: account.number })}
      open
      wide
      onOpenChange={(open) => (open ? undefined : onClose())}
    >
      <form className="hg-form" onSubmit={(event) => void submit(event)} onKeyDown={pickerKeys}>
        <label className="hg-control">
          <span>{t("to")}</span>
          <select className="hg-input" value={to} onChange={(event) => setTo(event.target.value === "2" ? 2 : 1)}>
            {targets.map((one) => (
              <option key={one} value={one}>
                {t("fromTo", {
                  from: classes(String(account.accountClass) as "1"),
                  to: classes(String(one) as "1"),
                })}
              </option>
            ))}
          </select>
        </label>
        <ReasonPicker
          label={t("why")}
          options={LOWER_REASON_NAMES.map((value) => ({ value, label: reasons(value) }))}
          chosen={chosen}
          onChange={setChosen}
        />
        <p className="hg-hint">{t("after")}</p>
        {problem ? (
          <p className="hg-error" role="alert">
            {problem}
          </p>
        ) : null}
        <div className="hg-form-actions">
          {reason ? null : <span className="hg-small hg-ink-3 mr-auto self-center">{t("reasonMissing")}</span>}
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" variant="primary" busy={lower.pending} disabled={reason === undefined}>
            {t("verb")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
