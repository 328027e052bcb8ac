import type { ReferencePage } from "@/server/reference/page";

/** Generated pages whose file is missing or says something else. `read` gives a file's text. */
export function stale(pages: readonly ReferencePage[], read: (name: string) => string | undefined): string[] {
  return pages.filter(({ name, text }) => read(name) !== text).map(({ name }) => `${name}: run npm run docs`);
}
