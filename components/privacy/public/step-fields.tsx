"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { REQUEST_TYPES, REQUESTER_KINDS } from "@/domain/privacy/model";
import { type Draft, type DraftField, SERVICES } from "./draft";

type Props = { draft: Draft; missing: readonly DraftField[]; onChange(part: Partial<Draft>): void };

/** A choice of which one is taken, as large rows to press. */
function Choices<T extends string>(props: {
  field: DraftField;
  label: string;
  values: readonly T[];
  chosen: string;
  say(value: T): { name: string; help?: string };
  missing: readonly DraftField[];
  onChoose(value: T): void;
}) {
  const t = useTranslations("privacy.publicForm.lacks");
  const id = useId();
  const wrong = props.missing.includes(props.field);
  return (
    <fieldset className="hg-public-choices" aria-describedby={wrong ? `${id}-error` : undefined}>
      <legend>{props.label}</legend>
      {props.values.map((value) => {
        const { name, help } = props.say(value);
        return (
          <label key={value} className="hg-public-choice">
            <input
              type="radio"
              name={`${id}-${props.field}`}
              value={value}
              checked={props.chosen === value}
              aria-invalid={wrong || undefined}
              onChange={() => props.onChoose(value)}
            />
            <span>
              {name}
              {help ? <small>{help}</small> : null}
            </span>
          </label>
        );
      })}
      {wrong ? (
        <p id={`${id}-error`} className="hg-error">
          {t(props.field as "type")}
        </p>
      ) : null}
    </fieldset>
  );
}

/** A line or several to type into, with what to do where it lacks something. */
function Typed(props: {
  field: DraftField;
  label: string;
  help?: string;
  draft: Draft;
  missing: readonly DraftField[];
  onChange(part: Partial<Draft>): void;
  most: number;
  rows?: number;
  type?: "text" | "tel";
  autoComplete?: string;
}) {
  const t = useTranslations("privacy.publicForm.lacks");
  const id = useId();
  const wrong = props.missing.includes(props.field);
  const shared = {
    id,
    className: props.rows ? "hg-input hg-textarea" : "hg-input",
    value: props.draft[props.field],
    maxLength: props.most,
    required: true,
    autoComplete: props.autoComplete ?? "off",
    "aria-invalid": wrong || undefined,
    "aria-describedby": `${id}-help`,
  } as const;
  const change = (value: string) => props.onChange({ [props.field]: value } as Partial<Draft>);
  return (
    <div className="hg-control">
      <label htmlFor={id}>{props.label}</label>
      {props.rows ? (
        <textarea {...shared} rows={props.rows} onChange={(event) => change(event.target.value)} />
      ) : (
        <input {...shared} type={props.type ?? "text"} onChange={(event) => change(event.target.value)} />
      )}
      <p id={`${id}-help`} className={wrong ? "hg-error" : "hg-hint"}>
        {wrong ? t(props.field as "name") : props.help}
      </p>
    </div>
  );
}

/** What is asked, of which service, in one's own words. */
export function WhatStep({ draft, missing, onChange }: Props): ReactNode {
  const t = useTranslations("privacy.publicForm");
  return (
    <>
      <Choices
        field="service"
        label={t("service")}
        values={SERVICES}
        chosen={draft.service}
        say={(value) => ({ name: t(`services.${value}`) })}
        missing={missing}
        onChoose={(service) => onChange({ service })}
      />
      <Choices
        field="type"
        label={t("type")}
        values={REQUEST_TYPES}
        chosen={draft.type}
        say={(value) => ({ name: t(`types.${value}.name`), help: t(`types.${value}.help`) })}
        missing={missing}
        onChoose={(type) => onChange({ type })}
      />
      <Typed
        field="words"
        label={t("words")}
        help={t("wordsHelp")}
        draft={draft}
        missing={missing}
        onChange={onChange}
        most={2000}
        rows={5}
      />
    </>
  );
}

/** Whose data it is, and who asks where that is somebody else. */
export function WhoStep({ draft, missing, onChange }: Props): ReactNode {
  const t = useTranslations("privacy.publicForm");
  const field = { draft, missing, onChange };
  return (
    <>
      <Choices
        field="requester"
        label={t("requester")}
        values={REQUESTER_KINDS}
        chosen={draft.requester}
        say={(value) => ({ name: t(`requesters.${value}`) })}
        missing={missing}
        onChoose={(requester) => onChange({ requester })}
      />
      <Typed {...field} field="name" label={t("name")} help={t("nameHelp")} most={100} autoComplete="name" />
      <Typed
        {...field}
        field="phone"
        label={t("phone")}
        help={t("phoneHelp")}
        most={40}
        type="tel"
        autoComplete="tel"
      />
      {draft.requester === "subject" ? null : (
        <>
          <Typed {...field} field="personName" label={t("personName")} most={100} />
          <Typed {...field} field="personContact" label={t("personContact")} help={t("personHelp")} most={200} />
        </>
      )}
      <p className="hg-hint">{t("privacyNote")}</p>
    </>
  );
}
