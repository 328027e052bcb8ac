import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../structure/support/tree";

/** Licences under which what we deliver may hold others' work. */
const ALLOWED = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "CC-BY-4.0",
  "ISC",
  "MIT",
  "MIT-0",
  "Python-2.0",
  "Unlicense",
]);
/** Packages that say it otherwise, with why they may stay. */
const EXCEPTIONS: readonly (readonly [RegExp, string])[] = [
  [
    /^@img\/sharp-(libvips-|wasm32$|win32-)/,
    "libvips is LGPL: a library of its own file, loaded as it is and unchanged",
  ],
  [
    /^@expo-google-fonts\/noto-sans-sc$/,
    "the font is OFL: it may go with any program unchanged, and is not sold by itself",
  ],
  [/^combine-errors$/, "MIT by its own page; its package file says nothing"],
  [/^png-js$/, "MIT by the licence in the package; its package file says nothing"],
];

type Locked = {
  readonly license?: string;
  readonly dev?: boolean;
  readonly resolved?: string;
  readonly integrity?: string;
};

/** Packages of a lock file that are delivered under a licence that is not allowed, or that carry no check sum. */
function faults(packages: Readonly<Record<string, Locked>>): string[] {
  return Object.entries(packages).flatMap(([path, { license = "", dev, integrity }]) => {
    if (path === "") return [];
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    const found = integrity ? [] : [`${name}: no check sum`];
    // "A AND B" asks for both; "A OR B" lets us choose.
    const choices = license.replace(/[()]/g, "").split(" OR ");
    const allowed = choices.some((choice) => choice.split(" AND ").every((one) => ALLOWED.has(one)));
    if (!dev && !allowed && !EXCEPTIONS.some(([pattern]) => pattern.test(name))) {
      found.push(`${name}: ${license || "no licence"}`);
    }
    return found;
  });
}

describe("what is delivered with the console", () => {
  it("is under a licence that lets us, and is pinned by its check sum", () => {
    const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
      packages: Record<string, Locked>;
    };
    expect(Object.keys(packages).length).toBeGreaterThan(300);
    expect(faults(packages)).toEqual([]);
  });

  it("is found where it is not", () => {
    const integrity = "sha512-x";
    expect(
      faults({
        "": {},
        "node_modules/a": { license: "GPL-3.0", integrity },
        "node_modules/b": { license: "GPL-3.0 OR MIT", integrity },
        "node_modules/c": { license: "MIT AND SSPL-1.0", integrity },
        "node_modules/c/node_modules/d": { license: "GPL-3.0", dev: true, integrity },
        "node_modules/e": { license: "MIT" },
      }),
    ).toEqual(["a: GPL-3.0", "c: MIT AND SSPL-1.0", "e: no check sum"]);
  });
});
