"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { type Control, type FieldPath, type FieldValues, useController } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { addDuration, type Instant, instantFromEpoch } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { type FieldBase, useFieldError } from "./field-shell";

/** Shanghai is eight hours ahead, all year. */
const ZONE_HOURS = 8;

/** A moment as the field writes it: the wall clock of Shanghai to the minute, without its zone. */
export function wallClockOf(at: Instant): string {
  return addDuration(at, { hours: ZONE_HOURS }).slice(0, 16);
}

/** The moment a wall clock of Shanghai means; null for what is none. */
export function momentOf(wallClock: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(wallClock)) return null;
  const epoch = Date.parse(`${wallClock}:00+08:00`);
  return Number.isNaN(epoch) ? null : instantFromEpoch(epoch);
}

/** A moment in Asia/Shanghai as a field of a form, with spans from `from` to press; "" while none is set. */
export function MomentField<T extends FieldValues>(
  props: FieldBase & {
    control: Control<T>;
    name: FieldPath<T>;
    from: Instant;
    spans: readonly { readonly unit: "hour" | "day"; readonly count: number }[];
    clear: string;
  },
) {
  const { field, fieldState } = useController({ control: props.control, name: props.name });
  const words = useFieldError();
  const format = useFormat();
  const t = useTranslations("common");
  const id = useId();
  const problem = fieldState.invalid ? (words(fieldState.error) ?? t("field.invalid")) : null;
  const plus = (span: { unit: "hour" | "day"; count: number }) => {
    const hours = span.unit === "day" ? span.count * 24 : span.count;
    return wallClockOf(addDuration(props.from, { hours }));
  };
  return (
    <div className="hg-control">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        ref={field.ref}
        className="hg-input"
        type="datetime-local"
        name={field.name}
        value={field.value ?? ""}
        min={wallClockOf(props.from)}
        aria-invalid={fieldState.invalid || undefined}
        aria-describedby={`${id}-help`}
        onChange={(event) => field.onChange(event.target.value)}
        onBlur={field.onBlur}
      />
      <div className="flex flex-wrap gap-1 pt-1">
        {props.spans.map((span) => (
          <Button key={`${span.count}${span.unit}`} small onClick={() => field.onChange(plus(span))}>
            {format.unit(span.count, span.unit)}
          </Button>
        ))}
        {field.value ? (
          <Button small variant="plain" onClick={() => field.onChange("")}>
            {props.clear}
          </Button>
        ) : null}
      </div>
      <p id={`${id}-help`} className={problem ? "hg-error" : "hg-hint"}>
        {problem ?? props.help}
      </p>
    </div>
  );
}
