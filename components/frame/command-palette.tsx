"use client";

import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { BareDialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import { useKey } from "@/components/ui/keys/key-provider";
import { visibleNavigation } from "./navigation";

export const PALETTE_GROUPS = ["customers", "accounts", "items"] as const;
export type PaletteGroup = (typeof PALETTE_GROUPS)[number];

/** Something found: who or what, masked, and where it is. */
export type PaletteHit = { id: string; group: PaletteGroup; title: ReactNode; detail?: string; href: string };

/** Something that can be done from anywhere, in words ("due today", "import a file"). */
export type PaletteVerb = { id: string; label: string; keywords?: readonly string[]; href?: string; run?: () => void };

/** Finds people, accounts and items within the reader's rights. Aborted when the query changes. */
export type PaletteSearch = (query: string, signal: AbortSignal) => Promise<readonly PaletteHit[]>;

const PAUSE_MS = 160;

type Found = { state: "idle" | "busy" | "done" | "failed"; hits: readonly PaletteHit[] };

/** Asks once typing pauses; keeps the former hits on screen until the new ones are there. */
function useHits(query: string, search: PaletteSearch): Found {
  const [found, setFound] = useState<Found>({ state: "idle", hits: [] });
  useEffect(() => {
    const wanted = query.trim();
    if (wanted === "") {
      setFound({ state: "idle", hits: [] });
      return;
    }
    const abort = new AbortController();
    setFound((before) => ({ ...before, state: "busy" }));
    const timer = setTimeout(() => {
      search(wanted, abort.signal).then(
        (hits) => abort.signal.aborted || setFound({ state: "done", hits }),
        () => abort.signal.aborted || setFound({ state: "failed", hits: [] }),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query, search]);
  return found;
}

export type CommandPaletteProps = {
  open: boolean;
  onOpenChange(open: boolean): void;
  search: PaletteSearch;
  verbs: readonly PaletteVerb[];
  permissions: ReadonlySet<string>;
};

/** ⌘K: a whole number, a name, an item's number or a verb. */
export function CommandPalette(props: CommandPaletteProps) {
  const t = useTranslations("frame");
  useKey("palette", () => props.onOpenChange(true));
  return (
    <BareDialog label={t("palette.label")} open={props.open} onOpenChange={props.onOpenChange} className="hg-palette">
      <PaletteBody {...props} />
    </BareDialog>
  );
}

function matches(query: string, texts: readonly string[]): boolean {
  const wanted = query.trim().toLowerCase();
  return wanted === "" || texts.some((text) => text.toLowerCase().includes(wanted));
}

function PaletteBody({ onOpenChange, search, verbs, permissions }: CommandPaletteProps) {
  const t = useTranslations("frame");
  const router = useRouter();
  const [query, setQuery] = useState("");
  const found = useHits(query, search);
  const leave = (go: () => void) => {
    onOpenChange(false);
    go();
  };
  const pages = visibleNavigation(permissions)
    .flatMap(({ entries }) => entries)
    .filter((entry) => matches(query, [t(`nav.${entry.id}`), entry.id]));
  const fitting = verbs.filter((verb) => matches(query, [verb.label, ...(verb.keywords ?? [])]));
  const nothing = found.hits.length + pages.length + fitting.length === 0;
  return (
    <Command label={t("palette.label")} shouldFilter={false} loop>
      <Command.Input autoFocus value={query} onValueChange={setQuery} placeholder={t("palette.hint")} maxLength={120} />
      <Command.List label={t("palette.results")}>
        {PALETTE_GROUPS.map((group) => {
          const hits = found.hits.filter((hit) => hit.group === group);
          return hits.length === 0 ? null : (
            <Command.Group key={group} heading={t(`palette.${group}`)}>
              {hits.map((hit) => (
                <Command.Item key={hit.id} value={hit.id} onSelect={() => leave(() => router.push(hit.href))}>
                  <span>{hit.title}</span>
                  <span className="hg-small hg-ink-3">{hit.detail}</span>
                </Command.Item>
              ))}
            </Command.Group>
          );
        })}
        {fitting.length > 0 ? (
          <Command.Group heading={t("palette.verbs")}>
            {fitting.map((verb) => (
              <Command.Item
                key={verb.id}
                value={`verb ${verb.id}`}
                onSelect={() => leave(() => (verb.run ? verb.run() : verb.href && router.push(verb.href)))}
              >
                {verb.label}
              </Command.Item>
            ))}
          </Command.Group>
        ) : null}
        {pages.length > 0 ? (
          <Command.Group heading={t("palette.pages")}>
            {pages.map((entry) => (
              <Command.Item
                key={entry.id}
                value={`page ${entry.id}`}
                onSelect={() => leave(() => router.push(entry.href))}
              >
                <Icon of={entry.icon} small />
                {t(`nav.${entry.id}`)}
              </Command.Item>
            ))}
          </Command.Group>
        ) : null}
        {nothing && found.state !== "busy" ? <p className="hg-palette-empty">{t("palette.nothing")}</p> : null}
      </Command.List>
      <footer className="hg-keys" aria-live="polite">
        {found.state === "busy"
          ? t("palette.busy")
          : found.state === "failed"
            ? t("palette.failed")
            : t("palette.keys")}
      </footer>
    </Command>
  );
}
