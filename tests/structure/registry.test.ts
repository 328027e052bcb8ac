import "@/server/all";
import { parseCrontab } from "graphile-worker";
import { describe, expect, it } from "vitest";
import { AUDIT_KINDS } from "@/domain/audit-kinds";
import { CAPABILITIES } from "@/domain/capabilities";
import { CLIENT_PERMISSIONS, PERMISSIONS, ROLE_PERMISSIONS, SYSTEM_PERMISSIONS } from "@/domain/permissions";
import { HANDLERS, SCHEDULES } from "@/server/handlers";
import { registered } from "@/server/kernel/registry";
import { declaredTopics } from "@/server/reference/topics";
import { registeredTwice, registryFaults, topicFaults, unmounted, unregistered } from "./checks/registry";
import { isTest, readTree } from "./support/tree";

const tree = readTree();
const server = tree.filter(({ path }) => path.startsWith("server/") && !isTest(path));
const known = {
  permissions: Object.keys(PERMISSIONS),
  held: new Set<string>(
    [ROLE_PERMISSIONS, SYSTEM_PERMISSIONS, CLIENT_PERMISSIONS].flatMap((held) => Object.values(held).flat()),
  ),
  auditKinds: Object.keys(AUDIT_KINDS),
  capabilities: Object.keys(CAPABILITIES),
};
const topics = (await declaredTopics()).map(({ capability, topic }) => ({ capability, ...topic }));

describe("the registry", () => {
  it("has a held permission, an audit word and a clearance for every procedure", () => {
    expect(registered().length).toBeGreaterThan(40);
    expect(registryFaults(registered(), known)).toEqual([]);
  });

  it("is whole, and each name is there once", () => {
    expect(unregistered(server, new Set(registered().map(({ name }) => name)))).toEqual([]);
    expect(registeredTwice(server)).toEqual([]);
  });

  it("mounts every router", () => {
    const root = tree.find(({ path }) => path === "server/root.ts")?.text ?? "";
    expect(
      unmounted(
        server.map(({ path }) => path),
        root,
      ),
    ).toEqual([]);
  });

  it("has a handler for every topic, and a topic for every handler", () => {
    expect(topics.length).toBeGreaterThan(3);
    expect(
      topicFaults(
        topics,
        HANDLERS.map(({ topic }) => topic),
      ),
    ).toEqual([]);
  });

  it("gives every schedule a name of its capability, once, apart from every topic", () => {
    const names = SCHEDULES.map(({ name }) => name);
    // What the worker would read at its start; a name or a time it cannot read throws.
    expect(parseCrontab(SCHEDULES.map(({ name, cron }) => `${cron} ${name}`).join("\n"))).toHaveLength(names.length);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !known.capabilities.includes(name.split("-")[0] ?? ""))).toEqual([]);
    expect(names.filter((name) => HANDLERS.some(({ topic }) => topic === name))).toEqual([]);
  });

  it("has audit words of a known capability and clearance", () => {
    const odd = Object.entries(AUDIT_KINDS).filter(
      ([kind, { clearance }]) =>
        !known.capabilities.includes(kind.split(".")[0] ?? "") || !["general", "suspicion"].includes(clearance),
    );
    expect(odd).toEqual([]);
  });
});

describe("the check of the registry", () => {
  const good = {
    permissions: ["ledger.read"],
    held: new Set(["ledger.read"]),
    auditKinds: ["ledger.entry.add"],
    capabilities: ["ledger"],
  };
  const command = { type: "command", name: "ledger.entry.add", permission: "ledger.read" } as const;
  const query = { type: "query", name: "ledger.list", permission: "ledger.read", clearance: "general" } as const;

  it("passes what is right", () => {
    expect(registryFaults([command, query], good)).toEqual([]);
  });

  it.each([
    [{ ...command, permission: "ledger.write" }, "ledger.write is no permission"],
    [{ ...command, name: "ledger.entry.drop" }, "is no audit word"],
    [{ ...query, clearance: undefined }, "declares no clearance"],
    [{ ...query, name: "freezing.list" }, "belongs to no capability"],
  ])("finds %o", (procedure, fault) => {
    expect(registryFaults([procedure], good)).toEqual([`${procedure.name}: ${fault}`]);
  });

  it("finds a permission nobody holds", () => {
    expect(registryFaults([query], { ...good, held: new Set() })).toEqual(["ledger.list: nobody holds ledger.read"]);
  });

  it("finds what is not loaded, or registered twice", () => {
    const file = { path: "server/ledger/commands/add-entry.ts", text: 'command({\n  name: "ledger.entry.add",' };
    expect(unregistered([file], new Set())).toEqual([`${file.path}: ledger.entry.add is not loaded by server/all.ts`]);
    expect(registeredTwice([file, { ...file, path: "b.ts" }])).toEqual(["ledger.entry.add"]);
    expect(unmounted(["server/ledger/router.ts"], 'from "@/server/accounts/router"')).toEqual([
      "server/ledger/router.ts",
    ]);
  });

  it("finds a topic nobody handles, a handler without a topic, a rival and a foreign name", () => {
    const entry = { capability: "ledger", topic: "ledger.entry.added", clearance: "general" };
    expect(topicFaults([entry], ["ledger.entry.added"])).toEqual([]);
    expect(topicFaults([entry], ["ledger.entry.lost", "ledger.entry.lost"])).toEqual([
      "ledger.entry.added: no handler",
      "ledger.entry.lost: handled, but no topic",
      "ledger.entry.lost: handled, but no topic",
      "ledger.entry.lost: two handlers",
    ]);
    expect(topicFaults([{ ...entry, capability: "reports", clearance: "" }], ["ledger.entry.added"])).toEqual([
      "ledger.entry.added: no clearance",
      "ledger.entry.added: told by reports",
    ]);
  });
});
