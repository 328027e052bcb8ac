"use client";

import { Pause, Play, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useFormat } from "@/lib/format/use-format";
import { useRefusalText } from "@/lib/refusal-text";
import type { Sending } from "./use-uploads";

/** One file being sent: how far, and what can be done about it. */
export function UploadLine(props: { sending: Sending; onPause(): void; onResume(): void; onGiveUp(): void }) {
  const t = useTranslations("evidence.panel");
  const format = useFormat();
  const words = useRefusalText();
  const { file, state, sent, problem } = props.sending;
  const share = file.size === 0 ? 0 : sent / file.size;
  const said = problem ? words(problem) : state === "sending" || state === "refused" ? null : t(state);
  return (
    <li>
      <div className="hg-evidence-line">
        <span className="hg-clip">{t("progress", { name: file.name, percent: format.percent(share) })}</span>
        <span className="hg-grow" />
        {state === "sending" ? (
          <Button small icon={Pause} onClick={props.onPause}>
            {t("pause")}
          </Button>
        ) : null}
        {state === "paused" || state === "lost" || state === "denied" ? (
          <Button small icon={Play} onClick={props.onResume}>
            {t("resume")}
          </Button>
        ) : null}
        <Button small variant="plain" icon={X} onClick={props.onGiveUp}>
          {t("cancel")}
        </Button>
      </div>
      <progress className="hg-progress" aria-label={file.name} value={share} max={1} />
      {said ? (
        <p className={state === "paused" ? "hg-hint" : "hg-error"} role={state === "paused" ? "status" : "alert"}>
          {said}
        </p>
      ) : null}
    </li>
  );
}
