"use client";

import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { BareDialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import { useKey } from "@/components/ui/keys/key-provider";
import { fitting } from "@/lib/fuzzy";
import { visibleNavigation } from "./navigation";

export const PALETTE_GROUPS = ["customers", "accounts", "items"] as const;
export type PaletteGroup = (typeof PALETTE_GROUPS)[number];

/** Something that can be done from anywhere, in words ("due today", "import a file"). */
export type PaletteVerb = { id: string; label: string; keywords?: readonly string[]; href?: string; run?: () => void };

/** Something found: who or what, masked, where it is, and what can be done with it. */
export type PaletteHit = {
  id: string;
  group: PaletteGroup;
  title: ReactNode;
  detail?: string;
  href: string;
  verb?: PaletteVerb;
};

/** Finds people, accounts and items within the reader's rights. Aborted when the query changes. */
export type PaletteSearch = (query: string, signal: AbortSignal) => Promise<readonly PaletteHit[]>;

const PAUSE_MS = 160;
/** How many things opened from here are offered again. They are kept in this page only, never stored. */
const RECENT = 6;

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

const byGroup = (hits: readonly PaletteHit[]) =>
  PALETTE_GROUPS.map((group) => ({ group, hits: hits.filter((hit) => hit.group === group) }));

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
  const [recent, setRecent] = useState<readonly PaletteHit[]>([]);
  useKey("palette", () => props.onOpenChange(true));
  const remember = (hit: PaletteHit) =>
    setRecent((before) => [hit, ...before.filter(({ id }) => id !== hit.id)].slice(0, RECENT));
  return (
    <BareDialog label={t("palette.label")} open={props.open} onOpenChange={props.onOpenChange} className="hg-palette">
      <PaletteBody {...props} recent={recent} onOpened={remember} />
    </BareDialog>
  );
}

function PaletteBody(props: CommandPaletteProps & { recent: readonly PaletteHit[]; onOpened(hit: PaletteHit): void }) {
  const { onOpenChange, search, verbs, permissions, recent } = props;
  const t = useTranslations("frame");
  const router = useRouter();
  const [query, setQuery] = useState("");
  const found = useHits(query, search);
  const leave = (go: () => void) => {
    onOpenChange(false);
    go();
  };
  const pages = fitting(
    query,
    visibleNavigation(permissions).flatMap(({ entries }) => entries),
    (entry) => [t(`nav.${entry.id}`), entry.id],
  );
  const deeds = [
    ...found.hits.flatMap(({ verb }) => (verb ? [verb] : [])),
    ...fitting(query, verbs, (verb) => [verb.label, ...(verb.keywords ?? [])]),
  ];
  const groups = query.trim() === "" ? [{ group: "recent" as const, hits: recent }] : byGroup(found.hits);
  const nothing = found.hits.length + pages.length + deeds.length === 0;
  const openHit = (hit: PaletteHit) => {
    props.onOpened(hit);
    router.push(hit.href);
  };
  return (
    <Command label={t("palette.label")} shouldFilter={false} loop>
      <Command.Input autoFocus value={query} onValueChange={setQuery} placeholder={t("palette.hint")} maxLength={120} />
      <Command.List label={t("palette.results")}>
        {groups.map(({ group, hits }) =>
          hits.length === 0 ? null : (
            <Command.Group key={group} heading={t(`palette.${group}`)}>
              {hits.map((hit) => (
                <Command.Item key={hit.id} value={hit.id} onSelect={() => leave(() => openHit(hit))}>
                  <span>{hit.title}</span>
                  <span className="hg-small hg-ink-3">{hit.detail}</span>
                </Command.Item>
              ))}
            </Command.Group>
          ),
        )}
        {deeds.length > 0 ? (
          <Command.Group heading={t("palette.verbs")}>
            {deeds.map((verb) => (
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
