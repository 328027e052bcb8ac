const PARTS = ["Context", "Decision", "Consequences"];

/** Decision records out of form: a gap in the numbers, a title of another number, a part that is missing. */
export function decisionFaults(records: readonly { readonly name: string; readonly text: string }[]): string[] {
  return [...records]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name, text }, at) => {
      const number = name.slice(0, 4);
      const faults: string[] = [];
      if (Number(number) !== at + 1) faults.push(`number ${Number(number)} at place ${at + 1}`);
      if (!text.startsWith(`# ${number} `)) faults.push("no title of its number");
      if (!/^Status: (proposed|accepted|superseded by \d{4}), \d{4}-\d{2}$/m.test(text)) faults.push("no status");
      for (const part of PARTS) if (!text.includes(`\n## ${part}\n`)) faults.push(`no ${part}`);
      return faults.map((fault) => `${name}: ${fault}`);
    });
}

/** Dependencies that the list of reasons does not name, and names in it that are none. `list`: Markdown tables. */
export function dependencyFaults(list: string, dependencies: readonly string[]): string[] {
  const named = [...list.matchAll(/^\| `([^`]+)` \|/gm)].map((found) => found[1] ?? "");
  return [
    ...dependencies.filter((name) => !named.includes(name)).map((name) => `${name}: not in the list`),
    ...named.filter((name) => !dependencies.includes(name)).map((name) => `${name}: in the list, not in package.json`),
  ];
}
