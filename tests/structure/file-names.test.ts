import { describe, expect, it } from "vitest";
import { CAPABILITIES } from "@/domain/capabilities";
import { misnamed, unmirrored } from "./checks/file-names";
import { readTree } from "./support/tree";

const capabilities = Object.keys(CAPABILITIES);
const paths = readTree().map(({ path }) => path);

describe("file names", () => {
  it("keep to the closed vocabulary", () => {
    expect(misnamed(paths, { capabilities })).toEqual([]);
  });

  it.each([
    ["domain/freezing/model.ts", "freezing is no capability"],
    ["domain/limits.ts", "belongs into a capability"],
    ["domain/ledger/utils.ts", "utils says nothing"],
    ["domain/ledger/dayTotals.ts", "not kebab-case"],
    ["server/ledger/helpers/sum.ts", "helpers/ is no folder of a capability"],
    ["server/ledger/commands/ledger.ts", "a command is named <verb>-<object>"],
    ["server/ledger/commands/frob-entry.ts", "a command is named <verb>-<object>"],
    ["server/ledger/commands/old/start-entry.ts", "is too deep"],
    ["db/schema/freezing.ts", "freezing is no capability"],
    ["messages/en/misc.json", "misc is no capability"],
    ["components/widgets/box.tsx", "widgets is no capability"],
    ["app/(console)/freezing/page.tsx", "freezing is no capability"],
    ["e2e/freezing.spec.ts", "freezing is no capability"],
  ])("find %s", (path, problem) => {
    expect(misnamed([path], { capabilities: ["ledger"] })).toEqual([`${path}: ${problem}`]);
  });

  it("leave good names alone", () => {
    const good = [
      "domain/ledger/decisions.prop.test.ts",
      "domain/shared/time.ts",
      "server/ledger/commands/start-entry.ts",
      "server/ledger/adapters/core.ts",
      "server/kernel/crypto/envelope.ts",
      "db/schema/ledger.ts",
      "app/(console)/ledger/[id]/page.tsx",
      "README.md",
    ];
    expect(misnamed(good, { capabilities: ["ledger"] })).toEqual([]);
  });
});

describe("capabilities", () => {
  it("have the same name in every room", () => {
    expect(unmirrored(paths, { capabilities })).toEqual([]);
  });

  it("are found where a room is missing", () => {
    const tree = ["server/ledger/router.ts", "messages/en/ledger.json"];
    expect(unmirrored(tree, { capabilities: ["ledger"] })).toEqual([
      "ledger: no domain/ledger",
      "ledger: no messages/zh-CN/ledger.json",
    ]);
    const page = ["domain/reports/model.ts", "app/(console)/reports/page.tsx", "server/reports/queries.ts"];
    expect(unmirrored(page, { capabilities: ["reports"] })).toEqual(["reports: no server/reports/router.ts"]);
  });
});
