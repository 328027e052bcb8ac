"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from "react";
import { type ActionKey, actionOf, type Binding, KEY_MAP } from "./key-map";

type Handler = () => void;

/** What a key does now. Without `run` the thing in focus hears the key by itself, and the sheet only says so. */
type Bound = { run?: Handler; words?: () => string | undefined };

type Registry = {
  /** As a fallback it is heard only when nothing else has the key. */
  add(key: ActionKey, bound: Bound, fallback?: boolean): () => void;
  list(): readonly BoundKey[];
};

/** A key that does something on the page as it stands, with the words of its button where it has one. */
export type BoundKey = { readonly id: ActionKey; readonly words?: string };

const KeyContext = createContext<Registry | null>(null);

const TYPING =
  'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"], [role="combobox"]';
const OVERLAY = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
const ACTIVATED_BY_ITSELF = "button, a[href], summary, input, [role='button'], [role='tab']";

/** True when the focused thing needs this key for itself, so that the map must not take it. */
function belongsToTarget(target: EventTarget | null, action: ActionKey): boolean {
  if (!(target instanceof Element)) return false;
  const binding: Binding = KEY_MAP[action];
  if (binding.mod) return false;
  if (target.closest(TYPING) || target.closest(OVERLAY)) return true;
  return (action === "open" || action === "select") && target.closest(ACTIVATED_BY_ITSELF) !== null;
}

/** Esc in a field of the page leaves the field; the next Esc leaves the item. */
function leaveField(target: EventTarget | null): void {
  if (target instanceof HTMLElement && target.closest(TYPING) && !target.closest(OVERLAY)) target.blur();
}

/** Listens once for the whole console; what was registered last for a key has it. */
export function KeyProvider({ children }: { children: ReactNode }) {
  const bound = useRef(new Map<ActionKey, Bound[]>());
  const registry = useMemo<Registry>(
    () => ({
      add(key, entry, fallback = false) {
        const list = bound.current.get(key) ?? [];
        bound.current.set(key, fallback ? [entry, ...list] : [...list, entry]);
        return () => {
          bound.current.set(
            key,
            (bound.current.get(key) ?? []).filter((other) => other !== entry),
          );
        };
      },
      list: () =>
        [...bound.current].flatMap(([id, entries]) => {
          const last = entries.at(-1);
          const words = last?.words?.();
          return last ? [{ id, ...(words ? { words } : {}) }] : [];
        }),
    }),
    [],
  );
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const action = actionOf(event);
      if (!action) return;
      if (belongsToTarget(event.target, action)) {
        if (action === "back") leaveField(event.target);
        return;
      }
      const binding: Binding = KEY_MAP[action];
      if (event.repeat && binding.group === "decide") return;
      const entry = bound.current.get(action)?.findLast(({ run }) => run);
      if (!entry?.run) return;
      event.preventDefault();
      entry.run();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
  return <KeyContext value={registry}>{children}</KeyContext>;
}

/**
 * Gives a key to a handler while the component is on screen and `enabled`; undefined binds nothing. `words` say on the
 * sheet what it does here; a `fallback` is heard only when nothing else has the key.
 */
export function useKey(
  key: ActionKey | undefined,
  handler: Handler,
  enabled = true,
  { words, fallback = false }: { words?: () => string | undefined; fallback?: boolean } = {},
): void {
  const registry = useContext(KeyContext);
  const latest = useRef({ handler, words });
  useEffect(() => {
    latest.current = { handler, words };
  });
  useEffect(() => {
    if (!registry || !key || !enabled) return;
    const bound = { run: () => latest.current.handler(), words: () => latest.current.words?.() };
    return registry.add(key, bound, fallback);
  }, [registry, key, enabled, fallback]);
}

/** Says on the sheet that a thing hears this key by itself when it has the focus. */
export function useKeyNote(key: ActionKey, enabled: boolean): void {
  const registry = useContext(KeyContext);
  useEffect(() => {
    if (registry && enabled) return registry.add(key, {}, true);
  }, [registry, key, enabled]);
}

/** Asks which keys do something now; a function, because the answer changes with the page and not with the asker. */
export function useBoundKeys(): () => readonly BoundKey[] {
  const registry = useContext(KeyContext);
  return () => registry?.list() ?? [];
}
