"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type Control, useForm, useWatch } from "react-hook-form";
import { SelectField } from "@/components/patterns/fields/fields";
import type { Instant } from "@/domain/shared/time";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import type { AccountControls } from "./measure";
import type { CommonForm } from "./restriction-fields";
import { RESTRICTION_REASON_NAMES, type RestrictionForm, restrictionForm } from "./restriction-form";
import { RestrictionFrame } from "./restriction-frame";
import { asAsked, placeRefusal, startingValues, useTypedRestriction } from "./use-restriction";
import { useControlsWords } from "./use-words";

type Props = { controls: AccountControls; now: Instant; onClose(): void };

/** Asks for a restriction on own judgement; shows what it would do before it is submitted to a second person. */
export function ProposeRestriction({ controls, now, onClose }: Props) {
  const t = useTranslations("controls.page.propose");
  const words = useControlsWords();
  const router = useRouter();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const { account } = controls;
  const { control, handleSubmit, setError } = useForm<RestrictionForm>({
    resolver: zodResolver(restrictionForm(account.currency)),
    defaultValues: startingValues(now),
  });
  const typed = useTypedRestriction(controls, useWatch({ control }));
  const command = useCommand(client.controls.requestRestriction.mutate);
  const submit = handleSubmit(async (values) => {
    const asked = { accountId: account.id, reasonCode: values.reasonCode, ...asAsked(values, account.currency) };
    const answer = await command.run({ ...asked, token: typed.state.preview?.token ?? null });
    if (answer?.ok) return router.push(`/approvals/${answer.result.approvalId}`);
    if (!answer) return;
    placeRefusal(answer.field, values.scope, attempt({ refusal: answer, unanswered: false }) ?? "", setError);
    if (answer.code.startsWith("controls.preview.")) typed.state.again();
  });
  return (
    <RestrictionFrame
      title={t("restrict")}
      first={
        <SelectField
          control={control}
          name="reasonCode"
          label={t("reason")}
          options={RESTRICTION_REASON_NAMES.map((value) => ({ value, label: words.reason(value) }))}
          required
        />
      }
      noteHelp={t("noteHelp")}
      submitLabel={t("submit")}
      problem={attempt(command)}
      busy={command.pending}
      blocked={!typed.state.preview}
      control={control as unknown as Control<CommonForm>}
      controls={controls}
      typed={typed}
      now={now}
      onSubmit={submit}
      onClose={onClose}
    />
  );
}
