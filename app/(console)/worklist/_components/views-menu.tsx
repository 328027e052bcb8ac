"use client";

import { useQuery } from "@tanstack/react-query";
import { Bookmark, Star, Trash2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Choice, Line } from "@/components/people/choice";
import { ConfirmDialog } from "@/components/people/confirm-dialog";
import { Button, IconButton } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { Popover } from "@/components/ui/popover";
import type { View } from "@/components/worklist/work";
import { ROLE_NAMES } from "@/domain/identity/roles";
import { useBilingual } from "@/lib/bilingual";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { type listState, viewHref } from "./list-state";

type State = ReturnType<typeof listState>;

/** Saved views, one's own and shared ones: open, favour, open first, delete; and keep what the list shows now. */
export function ViewsMenu({ state }: { state: State }) {
  const t = useTranslations("worklist.page.views");
  const trpc = useTRPC();
  const { data: views } = useQuery(trpc.worklist.views.queryOptions({}));
  const [saving, setSaving] = useState(false);
  return (
    <>
      <Popover
        label={t("title")}
        trigger={(button) => (
          <button type="button" className="hg-button hg-sm" {...button}>
            {t("title")}
          </button>
        )}
      >
        {(close) => (
          <div className="hg-small w-[340px] max-w-[90vw] p-3">
            {views && views.length === 0 ? <p className="hg-ink-3 pb-2">{t("none")}</p> : null}
            <ul className="grid gap-1 pb-2">
              {(views ?? []).map((view) => (
                <ViewLine key={view.id} view={view} onOpen={close} />
              ))}
            </ul>
            <Button
              small
              onClick={() => {
                close();
                setSaving(true);
              }}
            >
              {t("save")}
            </Button>
          </div>
        )}
      </Popover>
      {saving ? <SaveView state={state} onClose={() => setSaving(false)} /> : null}
    </>
  );
}

function ViewLine({ view, onOpen }: { view: View; onOpen(): void }) {
  const t = useTranslations("worklist.page.views");
  const say = useBilingual();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const mark = useCommand(client.worklist.setMark.mutate);
  const remove = useCommand(client.worklist.deleteView.mutate);
  const set = (part: { favourite?: boolean; opensFirst?: boolean }) =>
    void mark.run({
      target: "view",
      targetId: view.id,
      favourite: view.favourite,
      opensFirst: view.opensFirst,
      ...part,
    });
  const problem = attempt(mark) ?? attempt(remove);
  return (
    <li>
      <div className="flex items-center gap-1">
        <Link className="hg-text-link hg-clip" href={viewHref(view.state)} onClick={onOpen}>
          {view.name}
        </Link>
        <span className="hg-ink-3 hg-clip">
          {view.mine
            ? view.sharedWith
              ? t("shared")
              : null
            : view.owner
              ? t("of", { who: say(view.owner.name) })
              : null}
        </span>
        <span className="hg-grow" />
        <IconButton
          small
          icon={Star}
          label={t("favourite", { name: view.name })}
          aria-pressed={view.favourite}
          className={cx(view.favourite && "text-accent")}
          onClick={() => set({ favourite: !view.favourite })}
        />
        <IconButton
          small
          icon={Bookmark}
          label={t("opensFirst", { name: view.name })}
          aria-pressed={view.opensFirst}
          className={cx(view.opensFirst && "text-accent")}
          onClick={() => set({ opensFirst: !view.opensFirst })}
        />
        {view.mine ? (
          <IconButton
            small
            icon={Trash2}
            label={t("delete", { name: view.name })}
            onClick={() => void remove.run({ viewId: view.id })}
          />
        ) : null}
      </div>
      {problem ? (
        <p className="hg-error" role="alert">
          {problem}
        </p>
      ) : null}
    </li>
  );
}

function SaveView({ state, onClose }: { state: State; onClose(): void }) {
  const t = useTranslations("worklist.page.views");
  const roles = useTranslations("identity.roles");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const save = useCommand(client.worklist.saveView.mutate);
  const [name, setName] = useState("");
  const [sharedWith, setSharedWith] = useState("");
  const submit = async () => {
    const answer = await save.run({ name, state: { ...state, limit: 50 }, sharedWith: sharedWith || null });
    if (answer?.ok) onClose();
  };
  return (
    <ConfirmDialog
      title={t("save")}
      verb={t("saveVerb")}
      stepUp={false}
      ready={name.trim() !== ""}
      pending={save.pending}
      problem={attempt(save)}
      onSubmit={submit}
      onClose={onClose}
    >
      <Line label={t("name")} required maxLength={40} value={name} onChange={setName} />
      <Choice
        label={t("shareWith")}
        value={sharedWith}
        onChange={setSharedWith}
        options={[
          { value: "", label: t("nobody") },
          { value: "all", label: t("everybody") },
          ...ROLE_NAMES.map((role) => ({ value: role, label: roles(role) })),
        ]}
      />
    </ConfirmDialog>
  );
}
