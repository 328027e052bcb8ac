"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type Control, useForm, useWatch } from "react-hook-form";
import { Banner } from "@/components/patterns/banner";
import { SelectField } from "@/components/patterns/fields/fields";
import { URGENT_RULES } from "@/domain/controls/codes";
import type { Instant } from "@/domain/shared/time";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import type { AccountControls } from "./measure";
import type { CommonForm } from "./restriction-fields";
import { type UrgentForm, urgentForm } from "./restriction-form";
import { RestrictionFrame } from "./restriction-frame";
import { useRuleTitles } from "./rule-citation";
import { asAsked, placeRefusal, startingValues, useTypedRestriction } from "./use-restriction";

type Props = { controls: AccountControls; now: Instant; onClose(): void };

/** Restricts on urgent own risk without waiting for anybody; says beforehand that a second person looks afterwards. */
export function RestrictAtOnce({ controls, now, onClose }: Props) {
  const t = useTranslations("controls.page.propose");
  const router = useRouter();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const title = useRuleTitles(URGENT_RULES);
  const { account } = controls;
  const { control, handleSubmit, setError } = useForm<UrgentForm>({
    resolver: zodResolver(urgentForm(account.currency)),
    defaultValues: { ...startingValues(now), rule: URGENT_RULES[0] },
  });
  const typed = useTypedRestriction(controls, useWatch({ control }));
  const command = useCommand(client.controls.restrictAtOnce.mutate);
  const submit = handleSubmit(async (values) => {
    const asked = { accountId: account.id, rule: values.rule, ...asAsked(values, account.currency) };
    const answer = await command.run(asked);
    if (answer?.ok) return router.push(`/controls/${answer.result.measureId}`);
    const said = answer && attempt({ refusal: answer, unanswered: false });
    if (answer && said) placeRefusal(answer.field, values.scope, said, setError);
  });
  return (
    <RestrictionFrame
      title={t("atOnce")}
      atOnce
      warning={<Banner tone="late">{t("atOnceWarning", { hours: controls.atOnceReviewHours })}</Banner>}
      first={
        <SelectField
          control={control}
          name="rule"
          label={t("rule")}
          options={URGENT_RULES.map((value) => ({ value, label: title(value) }))}
          required
        />
      }
      noteHelp={t("atOnceNoteHelp")}
      submitLabel={t("atOnceSubmit")}
      problem={attempt(command)}
      busy={command.pending}
      // Urgent: the core's dry run is shown where there is one, and nothing waits for it.
      blocked={false}
      control={control as unknown as Control<CommonForm>}
      controls={controls}
      typed={typed}
      now={now}
      onSubmit={submit}
      onClose={onClose}
    />
  );
}
