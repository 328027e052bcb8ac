"use client";

import { Calendar } from "@heroui/react/calendar";
import { DateField as HeroDateField } from "@heroui/react/date-field";
import { DatePicker } from "@heroui/react/date-picker";
import { Description } from "@heroui/react/description";
import { FieldError } from "@heroui/react/field-error";
import { Label } from "@heroui/react/label";
import { parseDate } from "@internationalized/date";
import type { Ref } from "react";
import { type Control, type FieldPath, type FieldValues, useController } from "react-hook-form";
import { type FieldBase, useFieldError } from "./field-shell";

function toCalendarDate(text: unknown) {
  try {
    return typeof text === "string" && text !== "" ? parseDate(text) : null;
  } catch {
    return null;
  }
}

/** A day typed by segment or picked from a calendar. Inside a plain form it submits `YYYY-MM-DD` under `name`. */
export function DateInput(props: {
  label: string;
  name?: string;
  value?: string;
  defaultValue?: string;
  onChange?: (date: string) => void;
  onBlur?: () => void;
  help?: string;
  error?: string;
  required?: boolean;
  min?: string;
  max?: string;
  ref?: Ref<HTMLDivElement>;
}) {
  return (
    <DatePicker
      ref={props.ref}
      className="hg-control"
      name={props.name}
      {...(props.value === undefined ? {} : { value: toCalendarDate(props.value) })}
      defaultValue={toCalendarDate(props.defaultValue)}
      onChange={(value) => props.onChange?.(value === null ? "" : value.toString())}
      onBlur={props.onBlur}
      minValue={toCalendarDate(props.min)}
      maxValue={toCalendarDate(props.max)}
      isInvalid={props.error !== undefined}
      isRequired={props.required}
      validationBehavior="aria"
      shouldForceLeadingZeros
    >
      <Label>{props.label}</Label>
      <HeroDateField.Group className="hg-input hg-date">
        <HeroDateField.Input>{(segment) => <HeroDateField.Segment segment={segment} />}</HeroDateField.Input>
        <HeroDateField.Suffix>
          <DatePicker.Trigger>
            <DatePicker.TriggerIndicator />
          </DatePicker.Trigger>
        </HeroDateField.Suffix>
      </HeroDateField.Group>
      {props.help ? <Description className="hg-hint">{props.help}</Description> : null}
      <FieldError className="hg-error">{props.error}</FieldError>
      <DatePicker.Popover className="hg-pop hg-pad" aria-label={props.label}>
        <Calendar aria-label={props.label} firstDayOfWeek="mon">
          <Calendar.Header role="presentation">
            <Calendar.Heading />
            <Calendar.NavButton slot="previous" />
            <Calendar.NavButton slot="next" />
          </Calendar.Header>
          <Calendar.Grid>
            <Calendar.GridHeader>{(day) => <Calendar.HeaderCell>{day}</Calendar.HeaderCell>}</Calendar.GridHeader>
            <Calendar.GridBody>{(date) => <Calendar.Cell date={date} />}</Calendar.GridBody>
          </Calendar.Grid>
        </Calendar>
      </DatePicker.Popover>
    </DatePicker>
  );
}

/** A day in Asia/Shanghai as a field of a form: the value is `YYYY-MM-DD`, or "" while incomplete. */
export function DateField<T extends FieldValues>(
  props: FieldBase & { control: Control<T>; name: FieldPath<T>; min?: string; max?: string },
) {
  const { field, fieldState } = useController({ control: props.control, name: props.name });
  const words = useFieldError();
  return (
    <DateInput
      ref={field.ref}
      label={props.label}
      name={field.name}
      value={field.value ?? ""}
      onChange={field.onChange}
      onBlur={field.onBlur}
      help={props.help}
      error={fieldState.invalid ? (words(fieldState.error) ?? "") : undefined}
      required={props.required}
      min={props.min}
      max={props.max}
    />
  );
}
