import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { totalmem } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { freePort } from "./ports.mjs";
import { binaryFolder, chooseAccount } from "./postgres-account.mjs";
import { isOurServer, readPidFile } from "./postgres-pid.mjs";
import { StartError } from "./report.mjs";
import { scratchFolder } from "./scratch.mjs";
import { loadSecrets } from "./secrets.mjs";
import { spawnTied } from "./tied-process.mjs";

const DATABASE = "hegui";
const USER = "hegui";
/** Name under which a command beside the one that started the server shows that it still needs it. */
const KEEPER = "hegui-keeper";
const MEGABYTE = 1024 * 1024;

/**
 * @typedef {object} Postgres
 * @property {string} url connection text of the database `hegui`
 * @property {boolean} started true when this call started the server (and `stop` stops it)
 * @property {() => Promise<void>} stop stops what was started; never fails
 * @property {Promise<unknown>} ended settles when the started server ends; pending for ever when none was started
 */

/**
 * Starts the embedded PostgreSQL over DATA_DIR/postgres, or finds the one already running there, or uses DATABASE_URL
 * and starts nothing.
 * @param {object} [options]
 * @param {string} [options.dataDir] absolute; may be left out in test mode
 * @param {boolean} [options.test] no durability, and DATABASE_URL is not looked at: a test never touches a database
 *   it did not make. Without `dataDir` a throw-away cluster, in memory when there is room, that `stop` removes
 * @param {15} [options.version] the oldest version served, for tests; without it the product's own
 * @param {string} [options.logFile] where the server writes its log
 * @param {boolean} [options.exclusive] wait until a server started by another command has ended, then start our own
 * @param {() => void} [options.onWait] called once when such a wait begins
 * @returns {Promise<Postgres>}
 */
export async function startPostgres({
  dataDir,
  test = false,
  version,
  logFile,
  exclusive = false,
  onWait = () => {},
} = {}) {
  if (process.env.DATABASE_URL && !test) return outside(process.env.DATABASE_URL);
  const scratch = dataDir ? undefined : scratchFolder();
  mkdirSync(dataDir ?? scratch, { recursive: true });
  const home = realpathSync(dataDir ?? scratch);
  // The server's own user must be able to pass through; what is inside has its own modes.
  if (process.getuid?.() === 0) chmodSync(home, 0o711);
  const password = loadSecrets(home).databasePassword;
  const account = chooseAccount(join(home, "postgres"), await binaryFolder(version));
  const setting = { account, home, password, test, version, logFile: logFile ?? join(home, "postgres.log") };
  const running = await findRunning(setting, exclusive, onWait);
  if (running) return running;
  await ensureCluster(setting);
  const server = await launch(setting);
  if (!scratch) return server;
  const stop = () => server.stop().finally(() => rmSync(scratch, { recursive: true, force: true }));
  return { ...server, stop };
}

async function outside(url) {
  await connect(url).then(
    (client) => client.end(),
    (cause) => {
      throw new StartError(`DATABASE_URL is set, but no connection: ${cause.message}`, { cause });
    },
  );
  return { url, started: false, stop: async () => {}, ended: new Promise(() => {}) };
}

const urlOf = (password, port, database = DATABASE) =>
  `postgres://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;

async function connect(connectionString, application_name = "hegui-supervisor") {
  const client = new pg.Client({ connectionString, application_name, connectionTimeoutMillis: 30_000 });
  // A connection lost later (the server stopped) is no failure of the supervisor.
  client.on("error", () => {});
  await client.connect();
  return client;
}

/** A server already running on this data: used while it lasts, or (exclusive) waited out. */
async function findRunning({ account, password }, exclusive, onWait) {
  let told = false;
  for (const since = performance.now(); ; ) {
    const found = readPidFile(account.cluster);
    if (!found) return undefined;
    if (!isOurServer(found.pid, account.cluster)) {
      rmSync(join(account.cluster, "postmaster.pid"), { force: true });
      return undefined;
    }
    const keeper = exclusive ? undefined : await connect(urlOf(password, found.port), KEEPER).catch(() => undefined);
    if (keeper) {
      const stop = () => keeper.end().catch(() => {});
      return { url: urlOf(password, found.port), started: false, stop, ended: new Promise(() => {}) };
    }
    if (!told && performance.now() - since > 1_000) {
      told = true;
      onWait();
    }
    if (!exclusive && performance.now() - since > 60_000) {
      throw new StartError(`A PostgreSQL (process ${found.pid}) runs on ${account.cluster} and does not answer.`);
    }
    await pause(50);
  }
}

/** Makes the cluster when absent. It is made beside its place and moved, so that a broken attempt leaves nothing. */
async function ensureCluster({ account, password, test, version, logFile }) {
  if (existsSync(join(account.cluster, "PG_VERSION"))) return;
  const draft = `${account.cluster}.init`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const passwordFile = join(draft, "password");
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account.uid !== undefined) {
    chownSync(draft, account.uid, account.gid);
    chownSync(passwordFile, account.uid, account.gid);
  }
  const target = join(draft, "data");
  const result = await runServerProgram(account, "initdb", logFile, [
    ...["-D", target, "-U", USER, "-A", "scram-sha-256", `--pwfile=${passwordFile}`, "-E", "UTF8"],
    // The provider that needs nothing of the machine came with version 17.
    ...(version === 15 ? ["--locale=C.UTF-8"] : ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]),
    ...(test ? ["--no-sync"] : []),
  ]).exit;
  if (result.code !== 0) throw new StartError(`initdb failed.\n${tail(logFile)}`, { cause: result.error });
  renameSync(target, account.cluster);
  rmSync(draft, { recursive: true, force: true });
}

function runServerProgram(account, name, logFile, args) {
  mkdirSync(dirname(logFile), { recursive: true });
  const output = openSync(logFile, "a", 0o600);
  const [command, ...rest] = [...account.prefix, join(account.bin, name), ...args];
  const child = spawnTied(command, rest, {
    cwd: "/",
    env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
    uid: account.uid,
    gid: account.gid,
    signal: "INT",
    output,
  });
  closeSync(output);
  return child;
}

/** @returns {Promise<Postgres>} */
async function launch({ account, home, password, test, logFile }) {
  const portFile = join(home, "postgres-port");
  const port = await freePort(existsSync(portFile) ? Number(readFileSync(portFile, "utf8")) || 0 : 0);
  const server = runServerProgram(account, "postgres", logFile, ["-D", account.cluster, ...flags(port, test)]);
  const failed = server.exit.then(({ error }) => {
    throw new StartError(`PostgreSQL did not start.\n${tail(logFile)}`, { cause: error });
  });
  failed.catch(() => {});
  try {
    await Promise.race([ready(password, port, server), failed]);
  } catch (error) {
    await server.stop();
    throw error;
  }
  writeFileSync(portFile, `${port}\n`);
  const stop = async () => {
    await waitForKeepers(urlOf(password, port), server);
    await server.stop(30_000);
  };
  return { url: urlOf(password, port), started: true, stop, ended: server.exit };
}

function flags(port, test) {
  const roomy = totalmem() > 4096 * MEGABYTE;
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 100,
    // A commit waits for its log to reach the disk: little of it, into files that are there already.
    wal_compression: "on",
    min_wal_size: "1GB",
    max_wal_size: "4GB",
    shared_buffers: roomy ? "512MB" : "128MB",
    timezone: "UTC",
    log_timezone: "UTC",
    ...(roomy ? {} : { dynamic_shared_memory_type: "mmap" }),
    ...(test ? { fsync: "off", full_page_writes: "off", synchronous_commit: "off" } : {}),
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** Waits until the server answers, and makes the database when it is not there. */
async function ready(password, port, server) {
  for (const since = performance.now(); !server.hasEnded(); await pause(20)) {
    try {
      return await (await connect(urlOf(password, port))).end();
    } catch (error) {
      if (error.code === "3D000") return createDatabase(urlOf(password, port, "postgres"));
      if (error.code === "28P01") {
        throw new StartError("The database's password is not the one in secrets/database-password.", { cause: error });
      }
      if (performance.now() - since > 120_000) throw error;
    }
  }
}

async function createDatabase(url) {
  const client = await connect(url);
  await client.query(`CREATE DATABASE ${DATABASE}`);
  await client.end();
}

/** Another command may be using the server this process started: it shows so by its keeper connection. */
async function waitForKeepers(url, server) {
  try {
    const client = await connect(url);
    const count = "SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = $1";
    while (!server.hasEnded() && (await client.query(count, [KEEPER])).rows[0].n > 0) await pause(100);
    await client.end();
  } catch {
    // A server that no longer answers has no users to wait for.
  }
}

const tail = (file) => (existsSync(file) ? readFileSync(file, "utf8").split("\n").slice(-12).join("\n") : "");
