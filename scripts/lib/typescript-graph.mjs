import { createRequire } from "node:module";

/**
 * Loaded before dependency-cruiser, which reads TypeScript through SWC but never tells it that a .tsx file holds JSX,
 * and does not tell `import type` from `import`. Here each `import type … from "m"` reaches it as a use of the type
 * `import("m")`, which it knows as `type-import`: so rules can say that types may cross where values may not.
 */
const swc = createRequire(import.meta.url)("@swc/core");
const { parseFileSync, parseSync } = swc;

const [typeUse] = parseSync('let x: import("m");', { syntax: "typescript" }).body;

function asTypeUse(item) {
  const imports = item.type === "ImportDeclaration" || item.type === "ExportNamedDeclaration";
  if (!imports || !item.typeOnly || !item.source) return item;
  const use = structuredClone(typeUse);
  use.declarations[0].id.typeAnnotation.typeAnnotation.argument.value = item.source.value;
  return use;
}

swc.parseFileSync = (file, options) => {
  const tree = parseFileSync(file, { ...options, tsx: file.endsWith(".tsx") });
  return { ...tree, body: tree.body.map(asTypeUse) };
};
