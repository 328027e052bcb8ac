"use client";

import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, useId, useRef, useState } from "react";
import { cx } from "@/components/ui/cx";
import { Icon } from "@/components/ui/icon";
import { useFormat } from "@/lib/format/use-format";

/** One file, dropped or chosen. `accept` lists endings (".csv"); a wrong ending is said and not handed on. */
export function FileDrop(props: {
  label: string;
  hint?: string;
  accept: readonly string[];
  file: File | null;
  onFile(file: File | null): void;
  error?: string | null;
  disabled?: boolean;
}) {
  const t = useTranslations("common");
  const format = useFormat();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [wrong, setWrong] = useState(false);
  const take = (file: File | undefined) => {
    if (!file) return;
    const fits = props.accept.some((ending) => file.name.toLowerCase().endsWith(ending));
    setWrong(!fits);
    props.onFile(fits ? file : null);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!props.disabled) take(event.dataTransfer.files[0]);
  };
  const error = wrong ? t("field.fileType") : props.error;
  return (
    <div className="hg-control">
      <label
        htmlFor={id}
        className={cx("hg-drop", over && "hg-over")}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Icon of={FileUp} />
        <span>
          <b>{props.label}</b>
          <span className="hg-hint">
            {props.file ? `${props.file.name} · ${format.bytes(props.file.size)}` : (props.hint ?? t("drop.hint"))}
          </span>
        </span>
        <input
          ref={input}
          id={id}
          type="file"
          className="hg-sr"
          accept={props.accept.join(",")}
          disabled={props.disabled}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={(event) => take(event.target.files?.[0])}
        />
      </label>
      {error ? (
        <p id={`${id}-error`} className="hg-error" role="alert">
          {error}
        </p>
      ) : null}
    </div>
  );
}
