"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from "react";
import { type ActionKey, actionOf, type Binding, KEY_MAP } from "./key-map";

type Handler = () => void;
type Registry = { add(key: ActionKey, handler: Handler): () => void };

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

/** Listens once for the whole console; the handler registered last for a key has it. */
export function KeyProvider({ children }: { children: ReactNode }) {
  const handlers = useRef(new Map<ActionKey, Handler[]>());
  const registry = useMemo<Registry>(
    () => ({
      add(key, handler) {
        const list = handlers.current.get(key) ?? [];
        handlers.current.set(key, [...list, handler]);
        return () => {
          handlers.current.set(
            key,
            (handlers.current.get(key) ?? []).filter((entry) => entry !== handler),
          );
        };
      },
    }),
    [],
  );
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const action = actionOf(event);
      if (!action || belongsToTarget(event.target, action)) return;
      const binding: Binding = KEY_MAP[action];
      if (event.repeat && binding.group === "decide") return;
      const handler = handlers.current.get(action)?.at(-1);
      if (!handler) return;
      event.preventDefault();
      handler();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
  return <KeyContext value={registry}>{children}</KeyContext>;
}

/** Gives a key to a handler while the component is on screen and `enabled`; undefined binds nothing. */
export function useKey(key: ActionKey | undefined, handler: Handler, enabled = true): void {
  const registry = useContext(KeyContext);
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    if (!registry || !key || !enabled) return;
    return registry.add(key, () => latest.current());
  }, [registry, key, enabled]);
}
