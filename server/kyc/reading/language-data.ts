import { randomUUID } from "node:crypto";
import { access, copyFile, mkdir, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join } from "node:path";

const require = createRequire(import.meta.url);
const VERSION = "4.0.0";

/** The languages as they are installed. */
const installed = () => [
  require.resolve("@tesseract.js-data/chi_sim/4.0.0/chi_sim.traineddata.gz"),
  require.resolve("@tesseract.js-data/eng/4.0.0/eng.traineddata.gz"),
];

/**
 * The folder under the data with the recogniser's languages side by side, as it wants them; made at first use from the
 * installed packages. Without such a folder it would ask the network.
 */
export async function languageFolder(dataDir: string): Promise<string> {
  const folder = join(dataDir, "ocr", VERSION);
  const there = await access(folder).then(
    () => true,
    () => false,
  );
  if (there) return folder;
  const draft = `${folder}.${randomUUID()}`;
  await mkdir(draft, { recursive: true });
  for (const from of installed()) await copyFile(from, join(draft, basename(from)));
  // Two processes may make it at once; the first one's stays.
  await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }));
  return folder;
}
