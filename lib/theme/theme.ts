/** The two looks, from the same tokens. */
export const THEMES = ["light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** The cookie that remembers the reader's choice; without it the system's own preference decides. */
export const THEME_COOKIE = "theme";

/** True for one of the looks. */
export function isTheme(value: string | undefined): value is Theme {
  return THEMES.some((theme) => theme === value);
}

/** Runs before the first paint when no choice is remembered, so that nothing flashes. */
export const THEME_SCRIPT = `(function(){var r=document.documentElement;if(r.dataset.theme)return;var d=matchMedia("(prefers-color-scheme: dark)").matches;r.dataset.theme=d?"dark":"light";r.classList.toggle("dark",d)})()`;

const YEAR_SECONDS = 31_536_000;

/** Remembers a small preference for a year, on this browser. */
export function rememberPreference(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser the console serves
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}

/** Shows a look at once and remembers it. */
export function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  root.dataset.theme = theme;
  root.classList.toggle("dark", theme === "dark");
  rememberPreference(THEME_COOKIE, theme);
}

/** The look on screen now. */
export function currentTheme(): Theme {
  return document.documentElement.dataset.theme === "dark" ? "dark" : "light";
}
