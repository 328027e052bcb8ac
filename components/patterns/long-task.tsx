"use client";

import { Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { useFormat } from "@/lib/format/use-format";

/**
 * Long work: step, count, rate, time left, stop. `total` null when it is not known; `perSecond` null before the first
 * measure. The work goes on when the page is closed.
 */
export function LongTask(props: {
  title: string;
  step: number;
  steps: number;
  done: number;
  total: number | null;
  perSecond: number | null;
  unit: string;
  onStop?: () => void;
  stopping?: boolean;
}) {
  const t = useTranslations("common");
  const format = useFormat();
  const { done, total, perSecond } = props;
  const ratio = total === null || total === 0 ? null : Math.min(1, done / total);
  const left = total !== null && perSecond !== null && perSecond > 0 ? (total - done) / perSecond : null;
  return (
    <div className="hg-notice">
      <Icon of={Play} />
      <div>
        <p className="hg-notice-title">
          {props.title} <span className="hg-ink-3">{t("task.step", { step: props.step, steps: props.steps })}</span>
        </p>
        <p>
          {total === null
            ? t("task.count", { done: format.count(done), unit: props.unit })
            : t("task.countOf", { done: format.count(done), total: format.count(total), unit: props.unit })}
          {perSecond === null ? null : t("task.rate", { rate: format.count(Math.round(perSecond)) })}
          {left === null ? null : t("task.left", { time: format.duration(left) })}
        </p>
        <progress
          className="hg-progress"
          aria-label={props.title}
          {...(ratio === null ? {} : { value: ratio, max: 1 })}
        />
      </div>
      <div className="hg-actions">
        {props.onStop ? (
          <Button small onClick={props.onStop} busy={props.stopping}>
            {t("task.stop")}
          </Button>
        ) : null}
        <span className="hg-ink-3">{t("task.background")}</span>
      </div>
    </div>
  );
}
