"use client";

import { Calendar } from "@heroui/react/calendar";
import { DateField as HeroDateField } from "@heroui/react/date-field";
import { DatePicker } from "@heroui/react/date-picker";
import { Description } from "@heroui/react/description";
import { FieldError } from "@heroui/react/field-error";
import { Label } from "@heroui/react/label";
import { parseDate } from "@internationalized/date";
import { type Control, type FieldPath, type FieldValues, useController } from "react-hook-form";
import { type FieldBase, useFieldError } from "./field-shell";

function toCalendarDate(text: unknown) {
  try {
    return typeof text === "string" && text !== "" ? parseDate(text) : null;
  } catch {
    return null;
  }
}

/** A day in Asia/Shanghai: the value is `YYYY-MM-DD`, or "" while incomplete. Typed by segment or picked. */
export function DateField<T extends FieldValues>(
  props: FieldBase & { control: Control<T>; name: FieldPath<T>; min?: string; max?: string },
) {
  const { field, fieldState } = useController({ control: props.control, name: props.name });
  const words = useFieldError();
  return (
    <DatePicker
      className="hg-control"
      name={field.name}
      value={toCalendarDate(field.value)}
      onChange={(value) => field.onChange(value === null ? "" : value.toString())}
      onBlur={field.onBlur}
      minValue={toCalendarDate(props.min)}
      maxValue={toCalendarDate(props.max)}
      isInvalid={fieldState.invalid}
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
      <FieldError className="hg-error">{words(fieldState.error)}</FieldError>
      <DatePicker.Popover className="hg-pop hg-pad">
        <Calendar aria-label={props.label} firstDayOfWeek="mon">
          <Calendar.Header>
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
