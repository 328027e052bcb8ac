"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { SelectField, TextAreaField } from "@/components/patterns/fields/fields";
import { SectionHead } from "@/components/patterns/headers";
import { Button } from "@/components/ui/button";
import { useKey } from "@/components/ui/keys/key-provider";
import { DISMISSAL_NAMES, type Dismissal } from "@/domain/screening/codes";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import type { HitDetail } from "./screening";

const form = z.object({
  reason: z.enum(DISMISSAL_NAMES, "required"),
  note: z.string().trim().min(1, "required").max(2000, "tooLong"),
});
type Form = z.input<typeof form>;

/** What a hit was judged by, and the two ways it ends: it is the listed one, or another and a second person agrees. */
export function DecideHit({ hit }: { hit: HitDetail }) {
  const t = useTranslations("screening.page.decide");
  const labels = useTranslations("screening.labels.reason");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const element = useRef<HTMLFormElement>(null);
  const { control, handleSubmit, trigger, getValues } = useForm<Form>({
    resolver: zodResolver(form),
    defaultValues: { note: "" },
  });
  const confirm = useCommand(client.screening.confirm.mutate);
  const dismiss = useCommand(client.screening.dismiss.mutate);
  const submit = handleSubmit(async ({ reason, note }) => {
    await dismiss.run({ hitId: hit.id, reason: reason as Dismissal, note });
  });
  const sayConfirmed = async () => {
    if (await trigger("note", { shouldFocus: true }))
      await confirm.run({ hitId: hit.id, note: getValues("note").trim() });
  };
  useKey("submit", () => element.current?.requestSubmit());
  useKey("approve", () => void sayConfirmed(), hit.may.decide);
  const problem = attempt(dismiss) ?? attempt(confirm);
  return (
    <form ref={element} className="hg-form px-(--gutter) py-3" onSubmit={submit} aria-label={t("dismiss")} noValidate>
      <SectionHead title={t("dismiss")} ruled />
      <SelectField
        control={control}
        name="reason"
        label={t("reason")}
        options={hit.may.reasons.map((value) => ({ value, label: labels(value) }))}
        required
      />
      <TextAreaField control={control} name="note" label={t("note")} help={t("noteHelp")} maxLength={2000} required />
      {problem ? (
        <p className="hg-error" role="alert">
          {problem}
        </p>
      ) : null}
      <div className="hg-form-actions">
        {hit.may.decide ? (
          <Button shortcut="approve" busy={confirm.pending} onClick={() => void sayConfirmed()}>
            {t("confirm")}
          </Button>
        ) : null}
        <Button type="submit" variant="primary" shortcut="submit" busy={dismiss.pending}>
          {t("dismiss")}
        </Button>
      </div>
    </form>
  );
}
