/**
 * The graph of the tree. The rings come from domain/capabilities.ts, the one table of contents; what may import what is
 * said in ARCHITECTURE.md.
 */
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const table = readFileSync(join(__dirname, "domain/capabilities.ts"), "utf8");
const rings = [...(/RINGS = \[([^\]]+)\]/.exec(table)?.[1] ?? "").matchAll(/"([a-z]+)"/g)].map((found) => found[1]);
const capabilities = [...table.matchAll(/^\s+"?([a-z-]+)"?: \{ ring: "([a-z]+)" \}/gm)].map(([, name, ring]) => ({
  name,
  ring,
}));
if (rings.length === 0 || capabilities.length === 0) throw new Error("domain/capabilities.ts could not be read");

const TEST = "\\.test\\.tsx?$|/testing[./]|/test-bench";
const names = (list) => `(${list.map(({ name }) => name).join("|")})`;
const outerThan = (ring) => capabilities.filter((other) => rings.indexOf(other.ring) > rings.indexOf(ring));

/** No capability uses one of an outer ring, neither its rules nor its server side. */
const ringRules = rings
  .filter((ring) => outerThan(ring).length > 0)
  .flatMap((ring) => {
    const inner = names(capabilities.filter((one) => one.ring === ring));
    const outer = names(outerThan(ring));
    const comment = `${ring} knows nothing of an outer ring; outward news travels as events`;
    return [
      {
        name: `domain-ring-${ring}`,
        severity: "error",
        comment,
        from: { path: `^domain/${inner}/`, pathNot: TEST },
        to: { path: `^domain/${outer}/` },
      },
      {
        name: `server-ring-${ring}`,
        severity: "error",
        comment,
        from: { path: `^server/${inner}/`, pathNot: TEST },
        to: { path: `^(server|domain)/${outer}/`, pathNot: "^server/[^/]+/events\\.ts$" },
      },
    ];
  });

const any = names(capabilities);

module.exports = {
  forbidden: [
    ...ringRules,
    {
      name: "no-cycle",
      severity: "error",
      comment: "a cycle cannot be understood in parts; types may refer to each other",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-import"] } },
    },
    {
      name: "no-orphan",
      severity: "error",
      comment: "a file that nothing uses",
      from: {
        orphan: true,
        pathNot: [
          TEST,
          "\\.d\\.ts$",
          "^app/",
          "^domain/capabilities\\.ts$",
          "^(domain|server)/[^/]+/(schema|model|codes|audit|permissions|policy|events|public)\\.ts$",
          "^(domain|lib|components)/.*/index\\.ts$",
        ],
      },
      to: {},
    },
    {
      name: "domain-is-pure",
      severity: "error",
      comment: "domain/ imports domain/ and pure libraries alone",
      from: { path: "^domain/", pathNot: TEST },
      to: {
        path: "^(server|db|app|components|lib|i18n|sandbox|scripts|rulebook)/|^(env|worker|proxy)\\.ts$",
      },
    },
    {
      name: "domain-no-io",
      severity: "error",
      comment: "domain/ has no Node and no framework",
      from: { path: "^domain/", pathNot: TEST },
      to: {
        path: "^node_modules/(pg|pg-.+|drizzle-orm|drizzle-kit|next|next-.+|react|react-dom|graphile-worker|@trpc|@heroui|tsx)/",
      },
    },
    {
      name: "domain-no-core",
      severity: "error",
      comment: "domain/ has no Node modules",
      from: { path: "^domain/", pathNot: TEST },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "domain-shared-is-innermost",
      severity: "error",
      from: { path: "^domain/shared/", pathNot: TEST },
      to: { path: `^domain/${any}/` },
    },
    {
      name: "server-only-through-public",
      severity: "error",
      comment: "another capability is used through its public.ts and events.ts",
      from: { path: `^server/${any}/`, pathNot: TEST },
      to: { path: `^server/${any}/`, pathNot: ["^server/$1/", "^server/[^/]+/(public|events)\\.ts$"] },
    },
    {
      name: "kernel-knows-no-capability",
      severity: "error",
      comment: "the kernel is told what it needs; its runtime alone puts the parts together",
      from: { path: "^server/kernel/", pathNot: [TEST, "^server/kernel/runtime\\.ts$"] },
      to: { path: `^server/${any}/` },
    },
    {
      name: "schema-only-from-store-and-queries",
      severity: "error",
      comment: "tables are touched by a capability's store and queries, the kernel and db/",
      from: {
        path: "^server/",
        pathNot: [
          TEST,
          "^server/[^/]+/(store|queries|public)\\.ts$",
          "^server/[^/]+/(store|queries)/",
          "^server/(kernel|cli)/",
        ],
      },
      to: { path: "^db/schema/", pathNot: "^db/schema/columns\\.ts$" },
    },
    {
      name: "own-tables-only",
      severity: "error",
      comment:
        "a capability touches its own tables and those of inner rings; db/schema/kernel and columns are everybody's",
      from: { path: `^server/${names(capabilities.filter(({ ring }) => ring === "foundation"))}/`, pathNot: TEST },
      to: { path: `^db/schema/${names(capabilities.filter(({ ring }) => ring !== "foundation"))}\\.ts$` },
    },
    {
      name: "browser-side-no-server",
      severity: "error",
      comment: "pages and components reach the server through tRPC; only route handlers and the server proxy load it",
      from: {
        path: "^(app|components|lib|i18n)/",
        pathNot: [TEST, "^app/.*route\\.ts$", "^app/api/", "^lib/trpc/(server|prefetch-list)\\.tsx?$"],
      },
      to: { path: "^(server|db)/|^worker\\.ts$", dependencyTypesNot: ["type-import"] },
    },
    {
      name: "components-know-no-app",
      severity: "error",
      from: { path: "^(components|lib)/" },
      to: { path: "^app/" },
    },
    {
      name: "server-knows-no-browser",
      severity: "error",
      from: { path: "^(server|db|domain|sandbox)/", pathNot: TEST },
      to: { path: "^(app|components)/" },
    },
    {
      name: "sandbox-core-stands-alone",
      severity: "error",
      comment: "the sandbox core stands for a system of somebody else: it shares no code with the console",
      from: { path: "^sandbox/", pathNot: TEST },
      to: { path: "^(server|db|app|components|lib)/" },
    },
    {
      name: "no-tests-in-products",
      severity: "error",
      from: {
        pathNot: [TEST, "^(tests|e2e|scripts|bench)/", "^db/(testing|factories|seed)", "^server/cli/", "\\.config\\."],
      },
      to: { path: `${TEST}|^(tests|e2e)/` },
    },
  ],
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|\\.data|\\.test)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
