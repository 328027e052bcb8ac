import { restoreBackup } from "@/server/operations/restore";

/** A restore that says where it is and stands still at one table, to be killed there. */
const { stopAt, ...request } = JSON.parse(process.argv[2] ?? "{}") as {
  stopAt: string;
  from: string;
  keys: string;
  databaseUrl: string;
  dataDir: string;
};
await restoreBackup({
  ...request,
  erasures: "none-later",
  say: (line) => {
    if (!line.includes(stopAt)) return;
    process.stdout.write("standing still\n");
    // Blocks the whole process: nothing more happens until it is killed.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
});
process.stdout.write("done\n");
