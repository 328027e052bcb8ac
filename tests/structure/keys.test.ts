import { describe, expect, it } from "vitest";
import { KEY_MAP } from "@/components/ui/keys/key-map";
import en from "@/messages/en/frame.json";
import zh from "@/messages/zh-CN/frame.json";
import { readTree } from "./support/tree";

const sources = readTree().filter(
  ({ path }) => /^(app|components|lib)\/.*\.tsx?$/.test(path) && !path.includes(".test."),
);
const outside = sources.filter(({ path }) => !path.startsWith("components/ui/keys/"));

/** Keys heard by the whole page without the map, by which two meanings of a letter could come in. */
function strayListeners(files: readonly { path: string; text: string }[]): string[] {
  return files.filter(({ text }) => /addEventListener\(\s*["']key(down|up|press)/.test(text)).map(({ path }) => path);
}

describe("keys", () => {
  it("are heard in one place only", () => {
    expect(outside.length).toBeGreaterThan(100);
    expect(strayListeners(outside)).toEqual([]);
    const stray = 'document.addEventListener("keydown", listen)';
    expect(strayListeners([{ path: "components/a.tsx", text: stray }])).toEqual(["components/a.tsx"]);
  });

  it("have words in both languages, for every one and no other", () => {
    const ids = Object.keys(KEY_MAP).sort();
    expect(Object.keys(zh.keys).sort()).toEqual(ids);
    expect(Object.keys(en.keys).sort()).toEqual(ids);
  });
});
