"use client";

import {
  createContext,
  type Dispatch,
  type ReactNode,
  type SetStateAction,
  useContext,
  useEffect,
  useState,
} from "react";

export type PathStep = { readonly label: ReactNode; readonly href?: string };

const TrailContext = createContext<{
  trail: readonly PathStep[];
  setTrail: Dispatch<SetStateAction<readonly PathStep[]>>;
} | null>(null);

/** Holds what the open page adds to the path in the top bar. */
export function PathProvider({ children }: { children: ReactNode }) {
  const [trail, setTrail] = useState<readonly PathStep[]>([]);
  return <TrailContext value={{ trail, setTrail }}>{children}</TrailContext>;
}

/** Rendered by a page: the steps below its capability, e.g. the list and the item's number. */
export function PagePath({ steps }: { steps: readonly string[] }) {
  const context = useContext(TrailContext);
  const setTrail = context?.setTrail;
  const joined = steps.join("\n");
  useEffect(() => {
    setTrail?.(joined === "" ? [] : joined.split("\n").map((label) => ({ label })));
    return () => setTrail?.([]);
  }, [setTrail, joined]);
  return null;
}

/** The steps the open page added. */
export function useTrail(): readonly PathStep[] {
  return useContext(TrailContext)?.trail ?? [];
}
