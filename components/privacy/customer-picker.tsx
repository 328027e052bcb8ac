"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Masked } from "@/components/customers/masked";
import { IconButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { useTRPC } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";

const PAUSE_MS = 160;

export type Found = Omit<RouterOutputs["customers"]["search"]["people"][number], "status">;

/** What is typed, once typing pauses. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

/** Finds a customer by number, telephone or name as the palette does; arrows move, Enter chooses. `error`: none chosen. */
export function CustomerPicker(props: {
  label: string;
  chosen: Found | null;
  onChoose(customer: Found | null): void;
  error?: string | null;
}) {
  const t = useTranslations("privacy.page.picker");
  const id = useId();
  const { chosen } = props;
  return (
    <div className="hg-control">
      <span id={`${id}-label`}>{props.label}</span>
      {chosen ? (
        <span className="hg-input hg-picked">
          <span className="hg-mono hg-small">{chosen.number}</span>
          <FoundName one={chosen} />
          <span className="hg-grow" />
          <IconButton icon={X} small label={t("other")} onClick={() => props.onChoose(null)} />
        </span>
      ) : (
        <SearchBox id={id} error={props.error ?? null} onChoose={props.onChoose} />
      )}
      {props.error ? (
        <p id={`${id}-error`} className="hg-error" role="alert">
          {props.error}
        </p>
      ) : null}
    </div>
  );
}

function FoundName({ one }: { one: Found }) {
  const t = useTranslations("customers");
  return (
    <span>
      {one.name ? <Masked value={one.name} /> : t("labels.unnamed")}{" "}
      <span className="hg-ink-3">{t(`kinds.${one.kind}`)}</span>
    </span>
  );
}

function SearchBox({ id, error, onChoose }: { id: string; error: string | null; onChoose(one: Found): void }) {
  const t = useTranslations("privacy.page.picker");
  const trpc = useTRPC();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const wanted = usePaused(text);
  const query = useQuery({
    ...trpc.customers.search.queryOptions({ text: wanted }),
    enabled: wanted !== "",
    placeholderData: keepPreviousData,
  });
  const people = wanted === "" ? [] : (query.data?.people ?? []);
  const active = people[Math.min(at, people.length - 1)];
  const moves: Readonly<Record<string, () => void>> = {
    ArrowDown: () => setAt((was) => Math.min(was + 1, people.length - 1)),
    ArrowUp: () => setAt((was) => Math.max(was - 1, 0)),
    Enter: () => active && onChoose(active),
  };
  const press = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    move();
  };
  const none = wanted !== "" && query.data && people.length === 0;
  return (
    <>
      <span className="hg-field hg-picker-field">
        <Icon of={Search} small />
        <input
          ref={input}
          role="combobox"
          aria-labelledby={`${id}-label`}
          aria-expanded={people.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={active ? `${id}-${active.id}` : undefined}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          placeholder={t("hint")}
          autoComplete="off"
          maxLength={120}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={press}
        />
      </span>
      <div id={`${id}-list`} role="listbox" aria-label={t("found")} className="hg-picker" hidden={people.length === 0}>
        {people.map((one) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard chooses from the box above, which names the active one
          <div
            key={one.id}
            id={`${id}-${one.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={one.id === active?.id}
            className={one.id === active?.id ? "hg-picker-line hg-on" : "hg-picker-line"}
            onClick={() => onChoose(one)}
          >
            <span className="hg-mono hg-small">{one.number}</span>
            <FoundName one={one} />
          </div>
        ))}
      </div>
      <p className="hg-hint" role="status">
        {none ? t("none") : t("help")}
      </p>
    </>
  );
}
