"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { SelectField } from "@/components/patterns/fields/fields";
import { FormDialog } from "@/components/patterns/form-dialog";
import { CANDIDATE_DISMISSAL_NAMES } from "@/domain/closures/codes";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import type { CandidateRow } from "./closure";

const form = z.object({ reason: z.enum(CANDIDATE_DISMISSAL_NAMES, "required") });

/** Why an unused account is left alone. */
export function DismissDialog({ item, onEnd }: { item: CandidateRow; onEnd(): void }) {
  const t = useTranslations("closures.page.unused");
  const words = useTranslations("closures.dismissals");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const dismiss = useCommand(client.closures.dismissCandidate.mutate);
  const { control, handleSubmit } = useForm({ resolver: zodResolver(form) });
  const submit = handleSubmit(async ({ reason }) => {
    const answer = await dismiss.run({ id: item.id, version: item.version, reason });
    if (answer?.ok) onEnd();
  });
  return (
    <FormDialog
      title={t("dismissTitle", { number: item.account.number })}
      verb={t("verb")}
      busy={dismiss.pending}
      problem={attempt(dismiss)}
      onSubmit={submit}
      onClose={onEnd}
    >
      <SelectField
        control={control}
        name="reason"
        label={t("why")}
        options={CANDIDATE_DISMISSAL_NAMES.map((value) => ({ value, label: words(value) }))}
        required
      />
    </FormDialog>
  );
}
