"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DraftChannel, minuteOf } from "@/components/kyc/intake-draft";
import { Button, IconButton } from "@/components/ui/button";
import { channelInput } from "@/domain/kyc/intake";
import { CHANNEL_OUTCOMES, CHANNEL_TYPES } from "@/domain/kyc/model";
import { instantFromEpoch } from "@/domain/shared/time";

/** What outside channels said and when, line by line; each kind counts once towards a class. */
export function ChannelRows(props: {
  channels: readonly DraftChannel[];
  onChange(channels: readonly DraftChannel[]): void;
}) {
  const t = useTranslations("kyc.page.intake");
  const words = useTranslations("kyc");
  const { channels, onChange } = props;
  const set = (key: string, part: Partial<DraftChannel>) =>
    onChange(channels.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const add = () => {
    const free = CHANNEL_TYPES.find((type) => !channels.some((one) => one.type === type)) ?? "public-security";
    onChange([
      ...channels,
      {
        key: crypto.randomUUID(),
        type: free,
        provider: "",
        outcome: "match",
        at: minuteOf(instantFromEpoch(Date.now())),
      },
    ]);
  };
  return (
    <fieldset className="hg-control">
      <legend>{t("channels")}</legend>
      {channels.map((one, at) => (
        <div key={one.key} className="hg-intake-channel">
          <select
            className="hg-input"
            aria-label={t("channelType", { n: at + 1 })}
            value={one.type}
            onChange={(event) => set(one.key, { type: event.target.value as DraftChannel["type"] })}
          >
            {CHANNEL_TYPES.map((type) => (
              <option key={type} value={type}>
                {words(`channelTypes.${type}`)}
              </option>
            ))}
          </select>
          <input
            className="hg-input"
            aria-label={t("provider", { n: at + 1 })}
            placeholder={t("providerHint")}
            aria-invalid={
              (one.provider !== "" && !channelInput.shape.provider.safeParse(one.provider).success) || undefined
            }
            value={one.provider}
            maxLength={60}
            onChange={(event) => set(one.key, { provider: event.target.value.trim().toLowerCase() })}
          />
          <select
            className="hg-input"
            aria-label={t("outcome", { n: at + 1 })}
            value={one.outcome}
            onChange={(event) => set(one.key, { outcome: event.target.value as DraftChannel["outcome"] })}
          >
            {CHANNEL_OUTCOMES.map((outcome) => (
              <option key={outcome} value={outcome}>
                {words(`channelOutcomes.${outcome}`)}
              </option>
            ))}
          </select>
          <input
            type="datetime-local"
            className="hg-input"
            aria-label={t("channelAt", { n: at + 1 })}
            value={one.at}
            max={minuteOf(instantFromEpoch(Date.now()))}
            onChange={(event) => set(one.key, { at: event.target.value })}
          />
          <IconButton
            icon={X}
            label={t("removeChannel", { n: at + 1 })}
            onClick={() => onChange(channels.filter(({ key }) => key !== one.key))}
          />
        </div>
      ))}
      <span>
        <Button small icon={Plus} onClick={add}>
          {t("addChannel")}
        </Button>
      </span>
    </fieldset>
  );
}
