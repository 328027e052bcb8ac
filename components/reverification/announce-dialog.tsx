"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { DateField } from "@/components/patterns/fields/date-field";
import { TextAreaField } from "@/components/patterns/fields/fields";
import { FormDialog } from "@/components/patterns/form-dialog";
import { CHANGED_DATA } from "@/domain/reverification/codes";
import { shanghaiDate } from "@/domain/shared/time";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { useNow } from "@/lib/use-now";
import type { Raised } from "./raise-dialog";

export type Announced = {
  readonly latestOn: string;
  readonly inTime: boolean;
  readonly review: Raised["review"];
};

const form = z.object({
  data: z.array(z.enum(CHANGED_DATA)).min(1, "required"),
  effectiveOn: z.iso.date("required"),
  note: z.string().trim().max(2000, "tooLong"),
});

/** What the customer says will change, and from when. */
export function AnnounceDialog(props: { customerId: string; onClose(): void; onDone(announced: Announced): void }) {
  const t = useTranslations("reverification.page.announceForm");
  const words = useTranslations("reverification.changedData");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const now = useNow();
  const announce = useCommand(client.reverification.announce.mutate);
  const { control, handleSubmit, register, formState } = useForm({
    resolver: zodResolver(form),
    defaultValues: { data: [], effectiveOn: "", note: "" } as z.input<typeof form>,
  });
  const submit = handleSubmit(async (given) => {
    const answer = await announce.run({ customerId: props.customerId, ...given });
    if (answer?.ok) props.onDone(answer.result);
  });
  return (
    <FormDialog
      title={t("title")}
      verb={t("verb")}
      busy={announce.pending}
      problem={attempt(announce)}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <fieldset className="hg-control">
        <legend>{t("data")}</legend>
        <span className="flex flex-wrap gap-x-4 gap-y-1">
          {CHANGED_DATA.map((value) => (
            <label key={value} className="flex items-center gap-1.5">
              <input type="checkbox" value={value} {...register("data")} />
              {words(value)}
            </label>
          ))}
        </span>
        {formState.errors.data ? <span className="hg-error">{t("dataMissing")}</span> : null}
      </fieldset>
      <DateField
        control={control}
        name="effectiveOn"
        label={t("on")}
        {...(now ? { min: shanghaiDate(now) } : {})}
        required
      />
      <TextAreaField control={control} name="note" label={t("note")} maxLength={2000} />
    </FormDialog>
  );
}
