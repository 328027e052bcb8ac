"use client";

import { ChevronLeft, ChevronRight, Columns2, Eye, Maximize, RotateCw, ZoomIn, ZoomOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { FITTED, type Pose, pageAddress, poseAfter } from "@/components/evidence/evidence";
import { Stage, useOpened } from "@/components/evidence/viewer-pane";
import { StateShape } from "@/components/patterns/status";
import type { Tone } from "@/components/patterns/tone";
import { Button, IconButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { useKey } from "@/components/ui/keys/key-provider";
import { Segmented } from "@/components/ui/segmented";
import type { SubmissionDetail } from "@/domain/kyc/schema";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useCan } from "@/lib/use-can";
import { DocumentBar } from "./document-bar";
import { type BenchDocument, DOCUMENT_TONE, isMine } from "./kyc";
import type { Bench } from "./use-bench";

type Props = { item: SubmissionDetail; bench: Bench; beside: boolean; onBeside(on: boolean): void };

/**
 * The pictures: one document at a time by its tab, or two side by side. Opened by themselves for who has the item, by a
 * press for who only looks; either leaves an entry. Under each what it is worth and what was decided of it.
 */
export function PictureDesk({ item, bench, beside, onBeside }: Props) {
  const t = useTranslations("kyc.page.picture");
  const words = useTranslations("kyc");
  const [poses, setPoses] = useState<Readonly<Record<string, Pose>>>({});
  const [otherId, setOtherId] = useState<string | null>(null);
  const { documents } = item;
  const at = documents.findIndex(({ id }) => id === bench.current);
  const current = documents[at];
  const other = documents.find(({ id }) => id === otherId && id !== bench.current) ?? partnerOf(documents, at);
  const poseOf = (id: string) => poses[id] ?? FITTED;
  const move = (id: string, change: (old: Pose) => Pose) =>
    setPoses((all) => ({ ...all, [id]: change(all[id] ?? FITTED) }));
  const press = (key: string) => current && move(current.id, (old) => poseAfter(old, key) ?? old);
  const step = (by: number) => {
    const next = documents[(at + by + documents.length) % documents.length];
    if (next) bench.setCurrent(next.id);
  };
  const several = documents.length > 1;
  useKey("nextPicture", () => step(1), several);
  useKey("previousPicture", () => step(-1), several);
  useKey("beside", () => onBeside(!beside), several);
  useKey("turn", () => press("o"), current !== undefined);
  useKey("zoomIn", () => press("+"), current !== undefined);
  useKey("zoomOut", () => press("-"), current !== undefined);
  useKey("fit", () => press("0"), current !== undefined);
  if (!current) return <section className="hg-bench-pictures" aria-label={t("label")} />;
  return (
    <section className="hg-bench-pictures" aria-label={t("label")}>
      <div className="hg-bench-tools">
        <Segmented
          label={t("documents")}
          value={current.id}
          onChange={bench.setCurrent}
          segments={documents.map((one) => ({
            value: one.id,
            name: t("tab", { name: words(`documents.${one.kind}`), state: words(`documentStates.${one.state}`) }),
            label: (
              <>
                {words(`documentsShort.${one.kind}`)}
                <StateShape tone={toneOf(one)} />
              </>
            ),
          }))}
        />
        <span className="hg-grow" />
        <PoseTools pose={poseOf(current.id)} onPress={press} />
        {several ? (
          <button
            type="button"
            className="hg-icon-button"
            aria-pressed={beside}
            aria-label={t("beside")}
            title={t("beside")}
            onClick={() => onBeside(!beside)}
          >
            <Icon of={Columns2} />
          </button>
        ) : null}
      </div>
      <div className="hg-bench-panes">
        <Pane
          key={current.id}
          item={item}
          document={current}
          pose={poseOf(current.id)}
          onPose={(change) => move(current.id, change)}
        />
        {beside && other ? (
          <Pane
            key={other.id}
            item={item}
            document={other}
            pose={poseOf(other.id)}
            onPose={(change) => move(other.id, change)}
            head={
              <select
                className="hg-input hg-bench-other"
                aria-label={t("other")}
                value={other.id}
                onChange={(event) => setOtherId(event.target.value)}
              >
                {documents
                  .filter(({ id }) => id !== current.id)
                  .map((one) => (
                    <option key={one.id} value={one.id}>
                      {words(`documents.${one.kind}`)}
                    </option>
                  ))}
              </select>
            }
          />
        ) : null}
      </div>
      <Worth document={current} />
      <DocumentBar item={item} bench={bench} document={current} />
    </section>
  );
}

/** A document's mark: what was decided of it, or that it could not be read. */
function toneOf({ state, readState }: BenchDocument): Tone {
  return readState === "failed" && state === "waiting" ? "prov" : DOCUMENT_TONE[state];
}

/** What is best seen beside a document: the face held in the hand, else the next. */
function partnerOf(documents: readonly BenchDocument[], at: number): BenchDocument | undefined {
  const others = documents.filter((_, index) => index !== at);
  return others.find(({ kind }) => kind === "hand-held") ?? documents[at + 1] ?? others[0];
}

function PoseTools({ pose, onPress }: { pose: Pose; onPress(key: string): void }) {
  const t = useTranslations("evidence.viewer");
  const format = useFormat();
  return (
    <>
      <IconButton icon={ZoomOut} label={t("zoomOut")} onClick={() => onPress("-")} />
      <span className="hg-small hg-ink-3 hg-bench-zoom">{format.percent(pose.zoom)}</span>
      <IconButton icon={ZoomIn} label={t("zoomIn")} onClick={() => onPress("+")} />
      <IconButton icon={Maximize} label={t("fit")} onClick={() => onPress("0")} />
      <IconButton icon={RotateCw} label={t("rotate")} onClick={() => onPress("o")} />
    </>
  );
}

type PaneProps = {
  item: SubmissionDetail;
  document: BenchDocument;
  pose: Pose;
  onPose(change: (old: Pose) => Pose): void;
  head?: ReactNode;
};

/** One picture, or why there is none. */
function Pane(props: PaneProps) {
  const t = useTranslations("kyc.page.picture");
  const words = useTranslations("kyc");
  const can = useCan();
  const [asked, setAsked] = useState(false);
  const { document, item } = props;
  const name = words(`documents.${document.kind}`);
  const open = can("evidence.read") && (asked || isMine(item));
  const why =
    document.fileId === null || document.readState === "missing"
      ? t("missing")
      : document.readState === "refused"
        ? t("refused")
        : document.pages === 0
          ? t("checking")
          : null;
  return (
    <section className="hg-bench-pane" aria-label={name}>
      {props.head ? <div className="hg-bench-head">{props.head}</div> : null}
      {why ? (
        <p className="hg-bench-blank hg-ink-3">{why}</p>
      ) : open && document.fileId ? (
        <Picture {...props} fileId={document.fileId} name={name} />
      ) : (
        <div className="hg-bench-blank">
          {can("evidence.read") ? (
            <>
              <Button small icon={Eye} onClick={() => setAsked(true)}>
                {t("look")}
              </Button>
              <p className="hg-hint">{t("logged")}</p>
            </>
          ) : (
            <p className="hg-hint">{t("noRight")}</p>
          )}
        </div>
      )}
    </section>
  );
}

function Picture({ document, fileId, name, pose, onPose }: PaneProps & { fileId: string; name: string }) {
  const t = useTranslations("evidence.viewer");
  const attempt = useAttemptText();
  const { opened, command, again } = useOpened(fileId);
  const [page, setPage] = useState(1);
  const [failed, setFailed] = useState(false);
  const count = opened?.pages.length ?? document.pages;
  const turnTo = (to: number) => {
    if (to >= 1 && to <= count) setPage(to);
  };
  const problem = attempt(command) ?? (failed ? t("failed") : null);
  if (problem)
    return (
      <div className="hg-bench-blank" role="alert">
        <p className="hg-error">{problem}</p>
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
    );
  if (!opened)
    return (
      <p className="hg-bench-blank hg-hint" role="status">
        {t("loading")}
      </p>
    );
  return (
    <>
      <Stage
        label={t("picture", { name, page })}
        address={pageAddress(opened.link, page)}
        pose={pose}
        onPose={onPose}
        onTurn={(by) => turnTo(page + by)}
        onFailed={() => setFailed(true)}
        autoFocus={false}
      />
      {count > 1 ? (
        <span className="hg-bench-pages">
          <IconButton icon={ChevronLeft} label={t("previous")} disabled={page <= 1} onClick={() => turnTo(page - 1)} />
          <span className="hg-small">{t("page", { page, count })}</span>
          <IconButton icon={ChevronRight} label={t("next")} disabled={page >= count} onClick={() => turnTo(page + 1)} />
        </span>
      ) : null}
    </>
  );
}

/** How good the picture is, in figures: below the line of the checks a figure is amber by its finding, not here. */
function Worth({ document }: { document: BenchDocument }) {
  const t = useTranslations("kyc.page.quality");
  const problems = useTranslations("kyc.read-problems") as unknown as {
    (code: string): string;
    has(code: string): boolean;
  };
  const states = useTranslations("kyc.readStates");
  const format = useFormat();
  const { quality, readProblem } = document;
  return (
    <div className="hg-bench-worth">
      {quality ? (
        <dl>
          <div>
            <dt>{t("sharp")}</dt>
            <dd>{format.count(quality.sharpness)}</dd>
          </div>
          <div>
            <dt>{t("glare")}</dt>
            <dd>{format.count(quality.glareFree)}</dd>
          </div>
          <div>
            <dt>{t("framed")}</dt>
            <dd>{format.count(quality.framed)}</dd>
          </div>
          <div>
            <dt>{t("size")}</dt>
            <dd>{t("pixels", { width: quality.width, height: quality.height })}</dd>
          </div>
        </dl>
      ) : (
        <span>{states(document.readState)}</span>
      )}
      {readProblem ? (
        <span className="hg-wait">{problems.has(readProblem) ? problems(readProblem) : states("failed")}</span>
      ) : null}
    </div>
  );
}
