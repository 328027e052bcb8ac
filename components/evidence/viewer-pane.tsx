"use client";

import { ChevronLeft, ChevronRight, Maximize, RotateCw, ZoomIn, ZoomOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useRef, useState } from "react";
import { Button, IconButton } from "@/components/ui/button";
import type { Instant } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useMe } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { useNow } from "@/lib/use-now";
import { FITTED, type Pose, pageAddress, poseAfter } from "./evidence";

type Opened = { readonly link: string; readonly pages: readonly { page: number }[] };

/** Opens a file once per showing; `again` asks for a new link when the old one is over. */
export function useOpened(fileId: string) {
  const client = useTRPCClient();
  const command = useCommand(client.evidence.view.mutate);
  const [opened, setOpened] = useState<Opened | null>(null);
  const asked = useRef("");
  const { run } = command;
  const open = useCallback(async () => {
    const answer = await run({ fileId });
    if (answer?.ok && answer.result) setOpened(answer.result);
  }, [run, fileId]);
  useEffect(() => {
    if (asked.current === fileId) return;
    asked.current = fileId;
    void open();
  }, [fileId, open]);
  return { opened, command, again: open };
}

/** One file: its pages, one at a time, to be zoomed, turned and moved by keys and by hand. */
export function ViewerPane({ fileId, name, autoFocus }: { fileId: string; name: string; autoFocus?: boolean }) {
  const t = useTranslations("evidence.viewer");
  const attempt = useAttemptText();
  const format = useFormat();
  const { opened, command, again } = useOpened(fileId);
  const [page, setPage] = useState(1);
  const [pose, setPose] = useState<Pose>(FITTED);
  const [failed, setFailed] = useState(false);
  const count = opened?.pages.length ?? 0;
  const turnTo = (to: number) => {
    if (to < 1 || to > count) return;
    setPage(to);
    setPose((old) => ({ ...FITTED, turns: old.turns }));
    setFailed(false);
  };
  const press = (key: string) => setPose((old) => poseAfter(old, key) ?? old);
  const problem = attempt(command) ?? (failed ? t("failed") : null);
  return (
    <section className="hg-viewer-pane" aria-label={name}>
      <div className="hg-viewer-tools">
        <IconButton icon={ChevronLeft} label={t("previous")} disabled={page <= 1} onClick={() => turnTo(page - 1)} />
        <span className="hg-small" aria-live="polite">
          {t("page", { page, count })}
        </span>
        <IconButton icon={ChevronRight} label={t("next")} disabled={page >= count} onClick={() => turnTo(page + 1)} />
        <span className="hg-grow" />
        <span className="hg-small hg-ink-3">{t("zoom", { percent: format.percent(pose.zoom) })}</span>
        <IconButton icon={ZoomOut} label={t("zoomOut")} onClick={() => press("-")} />
        <IconButton icon={ZoomIn} label={t("zoomIn")} onClick={() => press("+")} />
        <IconButton icon={Maximize} label={t("fit")} onClick={() => press("0")} />
        <IconButton icon={RotateCw} label={t("rotate")} onClick={() => press("o")} />
      </div>
      {problem ? (
        <div className="hg-notice hg-late" role="alert">
          <div>{problem}</div>
          <div className="hg-actions">
            <Button
              small
              busy={command.pending}
              onClick={() => {
                setFailed(false);
                void again();
              }}
            >
              {t("again")}
            </Button>
          </div>
        </div>
      ) : null}
      {opened ? (
        <Stage
          label={t("picture", { name, page })}
          address={pageAddress(opened.link, page)}
          pose={pose}
          onPose={setPose}
          onTurn={(by) => turnTo(page + by)}
          onFailed={() => setFailed(true)}
          autoFocus={autoFocus === true}
        />
      ) : problem ? null : (
        <p className="hg-hint p-4" role="status">
          {t("loading")}
        </p>
      )}
    </section>
  );
}

/** One page on a quiet ground, to be zoomed, turned and moved by keys and by hand; marked with who looks. */
export function Stage(props: {
  label: string;
  address: string;
  pose: Pose;
  onPose(change: (old: Pose) => Pose): void;
  onTurn(by: number): void;
  onFailed(): void;
  autoFocus: boolean;
}) {
  const t = useTranslations("evidence.viewer");
  const { pose, onPose } = props;
  const stage = useRef<HTMLDivElement>(null);
  const held = useRef<{ x: number; y: number } | null>(null);
  useEffect(() => {
    if (props.autoFocus) stage.current?.focus();
  }, [props.autoFocus]);
  const onKeyDown = (event: KeyboardEvent) => {
    const turn = event.key === "PageDown" ? 1 : event.key === "PageUp" ? -1 : 0;
    if (turn === 0 && !poseAfter(pose, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (turn !== 0) props.onTurn(turn);
    else onPose((old) => poseAfter(old, event.key) ?? old);
  };
  const onPointerDown = (event: PointerEvent) => {
    held.current = { x: event.clientX, y: event.clientY };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent) => {
    const from = held.current;
    if (!from) return;
    held.current = { x: event.clientX, y: event.clientY };
    onPose((old) => ({ ...old, x: old.x + event.clientX - from.x, y: old.y + event.clientY - from.y }));
  };
  const release = () => {
    held.current = null;
  };
  return (
    <div
      ref={stage}
      className="hg-viewer-stage"
      role="application"
      aria-label={props.label}
      aria-description={t("keys")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={release}
      onPointerCancel={release}
      onWheel={(event) => onPose((old) => poseAfter(old, event.deltaY < 0 ? "+" : "-") ?? old)}
    >
      {/* biome-ignore lint/performance/noImgElement: made for one reader and some minutes; nothing may keep or resize it */}
      <img
        src={props.address}
        alt={props.label}
        draggable={false}
        onError={props.onFailed}
        style={{ transform: `translate(${pose.x}px, ${pose.y}px) rotate(${pose.turns * 90}deg) scale(${pose.zoom})` }}
      />
      <Mark />
    </div>
  );
}

/** Who looks, and when, in the reader's own letters; the picture itself carries it too. */
function Mark() {
  const t = useTranslations("evidence.viewer");
  const say = useBilingual();
  const format = useFormat();
  const me = useMe();
  const now = useNow();
  const time = now ? format.dateTime(now as Instant) : "";
  return <span className="hg-viewer-mark">{t("mark", { name: say(me.name), time })}</span>;
}
