import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { referencePages } from "@/server/reference/pages";

const FOLDER = fileURLToPath(new URL("../../docs/reference/", import.meta.url));
const HELP = `npm run docs

Writes the generated pages of docs/reference from the code: permissions, the security matrix, audit words, refusals, topics, personal data.
It needs no database.
`;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { help: { type: "boolean", default: false } } });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  await mkdir(FOLDER, { recursive: true });
  for (const { name, text } of await referencePages()) {
    await writeFile(join(FOLDER, name), text);
    process.stdout.write(`docs/reference/${name}\n`);
  }
  return 0;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`docs failed: ${error instanceof Error ? error.message.split("\n")[0] : "unknown"}\n`);
  return 1;
});
