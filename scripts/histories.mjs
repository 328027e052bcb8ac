import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { inRoot } from "./lib/paths.mjs";
import { explain } from "./lib/report.mjs";

const HELP = `npm run test:histories -- 10000             so many random histories over approvals, measures and clocks
npm run test:histories -- 300 --seed 7      the same histories again
npm run test:histories -- --help            this text
`;

try {
  const options = { help: { type: "boolean", short: "h" }, seed: { type: "string" } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.help) {
    process.stdout.write(HELP);
    process.exit(0);
  }
  const [runs = "300"] = positionals;
  for (const number of [runs, values.seed ?? "0"])
    if (!/^-?\d{1,9}\d?$/.test(number)) throw new Error(`Not a number: ${number}`);
  await ensureDependencies();
  const argv = ["node_modules/vitest/vitest.mjs", "run", "--project", "integration", "tests/histories"];
  const env = { ...process.env, HISTORIES: runs, ...(values.seed && { HISTORIES_SEED: values.seed }) };
  const child = spawn(process.execPath, argv, { cwd: inRoot(), stdio: "inherit", env });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code) => process.exit(code ?? 1));
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}
