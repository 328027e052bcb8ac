import { ensureDependencies } from "./lib/dependencies.mjs";
import { explain } from "./lib/report.mjs";

try {
  await ensureDependencies({ onInstall: () => process.stdout.write("  … installing dependencies\n") });
  const { runLanes } = await import("./lib/lanes.mjs");
  const { staticLanes } = await import("./lib/checks.mjs");
  const { passed, failed } = await runLanes(staticLanes());
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exit(failed ? 1 : 0);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}
