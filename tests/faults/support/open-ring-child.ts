import { createRuntime, ringProtection } from "@/server/kernel/runtime";

/** A process of the house that starts, says which ring it got, and ends: what web and worker do first. */
const [databaseUrl = "", dataDir = ""] = process.argv.slice(2);
try {
  const runtime = await createRuntime({ databaseUrl, dataDir, poolSize: 1, protection: ringProtection() });
  process.stdout.write(`ring ${runtime.keyRing.signing.id}\n`);
  await runtime.pool.end();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : "unknown"}\n`);
  process.exitCode = 1;
}
