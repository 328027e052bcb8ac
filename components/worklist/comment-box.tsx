"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { Tick } from "@/components/people/choice";
import { Button } from "@/components/ui/button";
import { useKey } from "@/components/ui/keys/key-provider";
import { useBilingual } from "@/lib/bilingual";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { insertMention, matching, mentionAt, mentioned } from "./mentions";

/** How many colleagues the picker shows at once. */
const MOST_SHOWN = 6;

/** Writes a comment; "@" picks a colleague to be told. Ctrl+Enter sends it, C comes here. */
export function CommentBox({ itemId }: { itemId: string }) {
  const t = useTranslations("worklist.page.comment");
  const id = useId();
  const say = useBilingual();
  const attempt = useAttemptText();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const add = useCommand(client.worklist.addComment.mutate);
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState("");
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState<readonly { id: string; name: string }[]>([]);
  const [pinned, setPinned] = useState(false);
  const [dismissed, setDismissed] = useState(false);
  const [active, setActive] = useState(0);
  const naming = dismissed ? null : mentionAt(text, caret);
  const { data } = useQuery(
    trpc.worklist.colleagues.queryOptions(
      { itemId, purpose: "mention" },
      { enabled: naming !== null, staleTime: 60_000 },
    ),
  );
  const found = naming ? matching(naming.query, data ?? []).slice(0, MOST_SHOWN) : [];
  const at = Math.min(active, Math.max(0, found.length - 1));
  useKey("comment", () => field.current?.focus());

  const place = (next: { text: string; caret: number }) => {
    setText(next.text);
    setCaret(next.caret);
    setActive(0);
    requestAnimationFrame(() => field.current?.setSelectionRange(next.caret, next.caret));
  };
  const pick = (index: number) => {
    const person = found[index]?.person;
    if (!person || !naming) return;
    const name = say(person.name);
    setChosen((was) => [...was, { id: person.id, name }]);
    place(insertMention(text, naming.from, caret, name));
    field.current?.focus();
  };
  const send = async () => {
    if (text.trim() === "") return;
    const answer = await add.run({ itemId, text, mentions: mentioned(text, chosen), pinned });
    if (!answer?.ok) return;
    setText("");
    setChosen([]);
    setPinned(false);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      return void send();
    }
    if (found.length === 0) return;
    const moves: Record<string, () => void> = {
      ArrowDown: () => setActive((at + 1) % found.length),
      ArrowUp: () => setActive((at + found.length - 1) % found.length),
      Enter: () => pick(at),
      Tab: () => pick(at),
      Escape: () => setDismissed(true),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };
  const problem = attempt(add);
  return (
    <form
      className="hg-comment-box"
      aria-label={t("label")}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <textarea
        ref={field}
        className="hg-input hg-textarea"
        rows={text === "" ? 1 : 3}
        maxLength={4_000}
        value={text}
        aria-label={t("field")}
        placeholder={t("placeholder")}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={`${id}-people`}
        aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
        onChange={(event) => {
          setText(event.target.value);
          setCaret(event.target.selectionStart);
          setDismissed(false);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
      />
      <div
        id={`${id}-people`}
        role="listbox"
        aria-label={t("people")}
        className="hg-mentions"
        hidden={found.length === 0}
      >
        {found.map(({ person, away }, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys of its list
          <div
            key={person.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(index)}
          >
            {say(person.name)}
            {away ? <span className="hg-ink-3"> {t("away")}</span> : null}
          </div>
        ))}
      </div>
      {text === "" ? null : (
        <div className="flex items-center gap-2 pt-1">
          <Tick label={t("pin")} checked={pinned} onChange={setPinned} />
          <span className="hg-grow" />
          <Button small type="submit" variant="primary" busy={add.pending} disabled={text.trim() === ""}>
            {t("send")}
          </Button>
        </div>
      )}
      {problem ? (
        <p className="hg-error" role="alert">
          {problem}
        </p>
      ) : null}
    </form>
  );
}
