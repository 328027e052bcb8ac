"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Choice } from "@/components/people/choice";
import { Button } from "@/components/ui/button";

/** A coded reason and the button that says it. */
export function ExplainForm<R extends string>(props: {
  title: string;
  hint: string;
  reasons: readonly { readonly value: R; readonly label: string }[];
  pending: boolean;
  problem: string | null;
  onExplain(reason: R): void;
}) {
  const t = useTranslations("completeness.misses");
  const common = useTranslations("common");
  const [reason, setReason] = useState<R | "">("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason !== "") props.onExplain(reason);
  };
  return (
    <form className="hg-form px-(--gutter) pb-4" onSubmit={submit} aria-label={props.title}>
      <p className="hg-hint">{props.hint}</p>
      <Choice
        label={t("reason")}
        value={reason}
        onChange={(chosen) => setReason(props.reasons.find(({ value }) => value === chosen)?.value ?? "")}
        options={[{ value: "", label: common("form.choose") }, ...props.reasons]}
      />
      {props.problem ? (
        <p className="hg-error" role="alert">
          {props.problem}
        </p>
      ) : null}
      <Button type="submit" variant="primary" busy={props.pending} disabled={reason === ""}>
        {props.title}
      </Button>
    </form>
  );
}
