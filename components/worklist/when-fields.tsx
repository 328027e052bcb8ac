"use client";

import { useTranslations } from "next-intl";
import { Line } from "@/components/people/choice";
import { Button } from "@/components/ui/button";
import { useNow } from "@/lib/use-now";
import { presets, type When } from "./deeds";

/** A day and a time in Asia/Shanghai, with the moments people choose most. */
export function WhenFields(props: { label: string; value: When; onChange(when: When): void }) {
  const t = useTranslations("worklist.page.when");
  const now = useNow();
  const { value, onChange } = props;
  return (
    <fieldset className="hg-control">
      <legend>{props.label}</legend>
      <div className="flex flex-wrap gap-1 pb-1">
        {(now ? presets(now) : []).map(({ id, when }) => (
          <Button key={id} small onClick={() => onChange(when)}>
            {t(id)}
          </Button>
        ))}
      </div>
      <div className="flex gap-2 [&>*]:flex-1">
        <Line
          label={t("day")}
          type="date"
          required
          value={value.date}
          onChange={(date) => onChange({ ...value, date })}
        />
        <Line
          label={t("time")}
          type="time"
          required
          value={value.time}
          onChange={(time) => onChange({ ...value, time })}
        />
      </div>
    </fieldset>
  );
}
