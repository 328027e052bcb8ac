"use client";

import { useTranslations } from "next-intl";
import { Choice, Line, Tick } from "@/components/people/choice";
import { usePartners } from "@/components/privacy/use-partners";
import { MARKETING_CHANNELS, OPTIONAL_PURPOSES } from "@/domain/consents/model";
import { CORRECTION_FIELDS } from "@/domain/corrections/model";
import type { RequestType } from "@/domain/privacy/model";
import type { AskedDetails } from "@/domain/privacy/schema";

/** What was chosen besides the type. An empty choice of purposes, channels or partners means all of them. */
export type AskedDraft = {
  readonly field: string;
  readonly value: string;
  readonly purposes: readonly string[];
  readonly channels: readonly string[];
  readonly partners: readonly string[];
};
export const NOTHING_ASKED: AskedDraft = { field: "phone", value: "", purposes: [], channels: [], partners: [] };

/** What the type asks for of the draft; nothing of what another type would. */
export function askedOf(type: RequestType, draft: AskedDraft): AskedDetails {
  switch (type) {
    case "correction":
      return draft.value.trim() === "" ? {} : { items: [{ field: draft.field, value: draft.value.trim() }] };
    case "consent-withdrawal":
      return { purposes: draft.purposes.length === 0 ? "all-optional" : [...draft.purposes] };
    case "marketing-off":
      return { channels: draft.channels.length === 0 ? [...MARKETING_CHANNELS] : [...draft.channels] };
    case "sharing-off":
      return { partnerIds: draft.partners.length === 0 ? "all-optional" : [...draft.partners] };
    default:
      return {};
  }
}

const toggled = (values: readonly string[], value: string, on: boolean) =>
  on ? [...values, value] : values.filter((other) => other !== value);

/** What is asked for besides the type, for the types that ask for more. */
export function AskedFields(props: {
  type: RequestType | undefined;
  draft: AskedDraft;
  onChange(next: AskedDraft): void;
}) {
  const t = useTranslations("privacy.page.registerForm");
  const fields = useTranslations("corrections.fields");
  const purposes = useTranslations("consents.purposes");
  const channels = useTranslations("letters.channels");
  const { type, draft, onChange } = props;
  if (type === "correction")
    return (
      <div className="hg-register-part">
        <Choice
          label={t("field")}
          value={draft.field}
          onChange={(field) => onChange({ ...draft, field })}
          options={CORRECTION_FIELDS.map((value) => ({ value, label: fields(value) }))}
        />
        <Line
          label={t("value")}
          value={draft.value}
          maxLength={400}
          autoComplete="off"
          onChange={(value) => onChange({ ...draft, value })}
        />
      </div>
    );
  if (type === "consent-withdrawal")
    return (
      <fieldset className="hg-control hg-register-part">
        <legend>{t("purposes")}</legend>
        {OPTIONAL_PURPOSES.map((purpose) => (
          <Tick
            key={purpose}
            label={purposes(purpose)}
            checked={draft.purposes.includes(purpose)}
            onChange={(on) => onChange({ ...draft, purposes: toggled(draft.purposes, purpose, on) })}
          />
        ))}
        <p className="hg-hint hg-register-wide">{t("allIfNone")}</p>
      </fieldset>
    );
  if (type === "marketing-off")
    return (
      <fieldset className="hg-control hg-register-part">
        <legend>{t("channels")}</legend>
        {MARKETING_CHANNELS.map((channel) => (
          <Tick
            key={channel}
            label={channels(channel)}
            checked={draft.channels.includes(channel)}
            onChange={(on) => onChange({ ...draft, channels: toggled(draft.channels, channel, on) })}
          />
        ))}
        <p className="hg-hint hg-register-wide">{t("allIfNone")}</p>
      </fieldset>
    );
  if (type === "sharing-off")
    return <PartnerTicks chosen={draft.partners} onChange={(partners) => onChange({ ...draft, partners })} />;
  return null;
}

/** The partners whose sharing can be stopped by itself; none ticked means all of them. */
function PartnerTicks(props: { chosen: readonly string[]; onChange(next: readonly string[]): void }) {
  const t = useTranslations("privacy.page.registerForm");
  const partners = usePartners(true).filter(({ optional }) => optional);
  return (
    <fieldset className="hg-control hg-register-part">
      <legend>{t("partners")}</legend>
      {partners.map(({ id, name }) => (
        <Tick
          key={id}
          label={name}
          checked={props.chosen.includes(id)}
          onChange={(on) => props.onChange(toggled(props.chosen, id, on))}
        />
      ))}
      <p className="hg-hint hg-register-wide">{t("allPartners")}</p>
    </fieldset>
  );
}
