"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useForm, useWatch } from "react-hook-form";
import { z } from "zod";
import { SelectField, TextAreaField } from "@/components/patterns/fields/fields";
import { FormDialog } from "@/components/patterns/form-dialog";
import type { Role } from "@/domain/identity/roles";
import { clearanceOf } from "@/domain/permissions";
import {
  DOUBT_REASON_NAMES,
  type DoubtReason,
  OTHER_REASON_NAMES,
  type OtherReason,
} from "@/domain/reverification/codes";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useMe } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";

export type Raised = {
  readonly outcome: "opened" | "joined" | "satisfied" | "known";
  readonly review: { readonly id: string; readonly number: string } | null;
};

const GROUNDS = ["doubt", "other"] as const;
const form = z
  .object({
    ground: z.enum(GROUNDS, "required"),
    reason: z.string("required").min(1, "required"),
    suspected: z.boolean(),
    note: z.string().trim().max(2000, "tooLong"),
  })
  .superRefine(({ ground, reason }, context) => {
    if (!namesOf(ground).some((name) => name === reason))
      context.addIssue({ code: "custom", path: ["reason"], message: "required" });
  });

function namesOf(ground: (typeof GROUNDS)[number]): readonly string[] {
  return ground === "doubt" ? DOUBT_REASON_NAMES : OTHER_REASON_NAMES;
}

/** A colleague doubts who the customer is, or wants another look; what rests on suspicion only who is cleared can say. */
export function RaiseDialog(props: { customerId: string; onClose(): void; onDone(raised: Raised): void }) {
  const t = useTranslations("reverification.page.raiseForm");
  const words = useTranslations("reverification.reasons");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const raise = useCommand(client.reverification.raise.mutate);
  const clearance = clearanceOf(useMe().roles as Role[]);
  const { control, handleSubmit, register } = useForm({
    resolver: zodResolver(form),
    defaultValues: { ground: "doubt", reason: "", suspected: false, note: "" } as z.input<typeof form>,
  });
  const ground = useWatch({ control, name: "ground" });
  const submit = handleSubmit(async ({ reason, note, suspected, ...given }) => {
    const { customerId } = props;
    const answer =
      given.ground === "doubt"
        ? await raise.run({ ground: "doubt", customerId, reason: reason as DoubtReason, suspected, note })
        : await raise.run({ ground: "other", customerId, reason: reason as OtherReason, note });
    if (answer?.ok) props.onDone(answer.result);
  });
  return (
    <FormDialog
      title={t("title")}
      verb={t("verb")}
      busy={raise.pending}
      problem={attempt(raise)}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <SelectField
        control={control}
        name="ground"
        label={t("ground")}
        options={GROUNDS.map((value) => ({ value, label: t(value) }))}
        required
      />
      <SelectField
        key={ground}
        control={control}
        name="reason"
        label={t("why")}
        options={
          ground === "other"
            ? OTHER_REASON_NAMES.map((value) => ({ value, label: words(`other.${value}`) }))
            : DOUBT_REASON_NAMES.map((value) => ({ value, label: words(`doubt.${value}`) }))
        }
        required
      />
      <TextAreaField control={control} name="note" label={t("note")} maxLength={2000} />
      {clearance === "suspicion" && ground === "doubt" ? (
        <label className="hg-small flex items-center gap-2">
          <input type="checkbox" {...register("suspected")} />
          {t("suspected")}
        </label>
      ) : null}
    </FormDialog>
  );
}
