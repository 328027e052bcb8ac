import { describe, expect, it } from "vitest";
import { loader } from "./support/imports";
import { isTest, readTree, type SourceFile } from "./support/tree";

/** The registries that a door fills before it is asked, and where each is read. */
const REGISTRIES = {
  MeasureListener: "server/controls/listeners.ts",
  SessionsListener: "server/controls/sessions.ts",
  ReplayGround: "server/controls/replay-grounds.ts",
  ApprovalKind: "server/approvals/kinds.ts",
  EvidenceSubject: "server/evidence/subjects.ts",
  NoticeTarget: "server/notifications/targets.ts",
  ClosureCondition: "server/closures/conditions.ts",
  LawFollower: "server/rulebook/followers.ts",
  MailParts: "server/notifications/mail-parts.ts",
  LetterWords: "server/letters/own-words.ts",
  LetterGate: "server/letters/gates.ts",
  RetentionHold: "server/retention/holds.ts",
  PackageSettled: "server/packages/listeners.ts",
  CorrectionSettled: "server/corrections/listeners.ts",
  FileSettled: "server/evidence/listeners.ts",
  ClocksMoved: "server/clocks/listeners.ts",
} as const;

/** Doors that load a registry and never ask it, with why. */
const SILENT: Readonly<Record<string, string>> = {
  "app/api/ready/route.ts":
    "says whether the process is up: it loads the list of controls and reads no thing of anybody's",
};

const DOORS = /^(worker|gateway)\.ts$|^app\/.*\/(route|page|layout|actions)\.tsx?$/;
const LISTENERS = "server/listeners.ts";

/** Files that enter something in a registry as they are loaded. */
const registrants = (files: readonly SourceFile[], registry: string) =>
  files
    .filter(
      ({ path, text }) => path.startsWith("server/") && new RegExp(`^ *(?:register|on)${registry}\\(`, "m").test(text),
    )
    .map(({ path }) => path);

/** Doors that reach a registry and not everything entered in it, one line each. */
function halfLoaded(files: readonly SourceFile[]): string[] {
  const loads = loader(files);
  const doors = files.filter(({ path }) => DOORS.test(path) && !(path in SILENT)).map(({ path }) => path);
  return doors.flatMap((door) => {
    const loaded = loads(door);
    return Object.entries(REGISTRIES)
      .filter(([, where]) => loaded.has(where))
      .flatMap(([registry]) => registrants(files, registry).filter((path) => !loaded.has(path)))
      .map((path) => `${door}: ${path}`);
  });
}

describe("whoever listens", () => {
  const files = readTree().filter(({ path }) => !isTest(path));

  it("is loaded by every door that can have news for it", () => {
    expect(halfLoaded(files)).toEqual([]);
  });

  it("is loaded by the one list, whatever it listens to", () => {
    const loaded = loader(files)(LISTENERS);
    for (const registry of Object.keys(REGISTRIES)) {
      const entering = registrants(files, registry);
      expect([registry, entering.length > 0]).toEqual([registry, true]);
      expect(entering.filter((path) => !loaded.has(path))).toEqual([]);
    }
  });

  it("is missed by each door that does not load the list", () => {
    const deaf = files.map((file) => ({ ...file, text: file.text.replace('import "@/server/listeners";', "") }));
    const missed = halfLoaded(deaf).join("\n");
    for (const door of ["worker.ts", "app/api/core/callbacks/route.ts", "app/api/v1/[[...path]]/route.ts"]) {
      expect(missed).toContain(`${door}: server/orders/electronic/listener.ts`);
    }
  });
});
