"use client";

import { Description } from "@heroui/react/description";
import { FieldError } from "@heroui/react/field-error";
import { Input } from "@heroui/react/input";
import { Label } from "@heroui/react/label";
import { ListBox } from "@heroui/react/list-box";
import { Select } from "@heroui/react/select";
import { TextArea } from "@heroui/react/textarea";
import { TextField as HeroTextField } from "@heroui/react/textfield";
import { useTranslations } from "next-intl";
import { type Control, type FieldPath, type FieldValues, useController } from "react-hook-form";
import { type FieldBase, useFieldError } from "./field-shell";

type Bound<T extends FieldValues> = FieldBase & { control: Control<T>; name: FieldPath<T> };

/** An amount in major units, typed as a plain decimal ("1200.50"); the schema turns it into minor units. */
export function MoneyField<T extends FieldValues>(props: Bound<T> & { currency: string }) {
  const { field, fieldState } = useController({ control: props.control, name: props.name });
  const words = useFieldError();
  return (
    <HeroTextField
      className="hg-control"
      name={field.name}
      value={field.value ?? ""}
      onChange={(text) => field.onChange(text.replace(/[,\s，]/g, ""))}
      onBlur={field.onBlur}
      isInvalid={fieldState.invalid}
      isRequired={props.required}
      validationBehavior="aria"
      inputMode="decimal"
      autoComplete="off"
    >
      <Label>{props.label}</Label>
      <span className="hg-affix">
        <Input ref={field.ref} className="hg-input hg-num" />
        <span className="hg-ink-3">{props.currency}</span>
      </span>
      {props.help ? <Description className="hg-hint">{props.help}</Description> : null}
      <FieldError className="hg-error">{words(fieldState.error)}</FieldError>
    </HeroTextField>
  );
}

/** Several lines; shows how many characters are left of `maxLength`. */
export function TextAreaField<T extends FieldValues>(props: Bound<T> & { rows?: number; maxLength?: number }) {
  const t = useTranslations("common");
  const { field, fieldState } = useController({ control: props.control, name: props.name });
  const words = useFieldError();
  const value: string = field.value ?? "";
  return (
    <HeroTextField
      className="hg-control"
      name={field.name}
      value={value}
      onChange={field.onChange}
      onBlur={field.onBlur}
      isInvalid={fieldState.invalid}
      isRequired={props.required}
      validationBehavior="aria"
      maxLength={props.maxLength}
    >
      <Label>{props.label}</Label>
      <TextArea ref={field.ref} rows={props.rows ?? 3} className="hg-input hg-textarea" />
      {props.help || props.maxLength ? (
        <Description className="hg-hint">
          {props.help}
          {props.maxLength ? ` ${t("field.left", { count: props.maxLength - [...value].length })}` : null}
        </Description>
      ) : null}
      <FieldError className="hg-error">{words(fieldState.error)}</FieldError>
    </HeroTextField>
  );
}

/** One of a list. The value is the option's `value`, null while nothing is chosen. */
export function SelectField<T extends FieldValues>(
  props: Bound<T> & { options: readonly { value: string; label: string; help?: string }[] },
) {
  const t = useTranslations("common");
  const { field, fieldState } = useController({ control: props.control, name: props.name });
  const words = useFieldError();
  return (
    <Select
      className="hg-control"
      name={field.name}
      value={field.value || null}
      onChange={(value) => field.onChange(value)}
      onBlur={field.onBlur}
      isInvalid={fieldState.invalid}
      isRequired={props.required}
      validationBehavior="aria"
      placeholder={t("form.choose")}
    >
      <Label>{props.label}</Label>
      <Select.Trigger ref={field.ref} className="hg-input hg-select">
        <Select.Value />
        <Select.Indicator />
      </Select.Trigger>
      {props.help ? <Description className="hg-hint">{props.help}</Description> : null}
      <FieldError className="hg-error">{words(fieldState.error)}</FieldError>
      <Select.Popover className="hg-pop">
        <ListBox className="hg-list-box">
          {props.options.map((option) => (
            <ListBox.Item key={option.value} id={option.value} textValue={option.label} className="hg-option">
              <span>{option.label}</span>
              {option.help ? <span className="hg-ink-3">{option.help}</span> : null}
            </ListBox.Item>
          ))}
        </ListBox>
      </Select.Popover>
    </Select>
  );
}
