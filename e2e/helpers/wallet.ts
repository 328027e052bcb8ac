import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { type Sample, samplePicture } from "@/db/seed/sample-pictures";
import { fictitiousIdentityNumber } from "@/domain/customers/identity-number";
import { type LocalDate, localDate } from "@/domain/shared/time";
import { visit } from "./console";
import { dataDir, freshCode } from "./people";

/** What the key of the wallet's sign-up may do, in the words of the page. */
const SCOPES = ["写入客户", "读取客户（掩码）", "写入账户", "写入交易", "提交证件资料", "查看提交"];

/**
 * Reading a picture takes seconds, on a busy machine longer; and the work of a worker that was killed meanwhile, as one test
 * does, is taken up by the other half a minute later.
 */
export const DESK_MS = 180_000;

/** Makes a key on the administrator's page and gives its token. */
async function makeKey(page: Page): Promise<string> {
  await visit(page, "/connections");
  await page.getByRole("button", { name: "新建密钥" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("名称").fill("钱包开户联调");
  await dialog.getByLabel("来源系统").fill("wallet-trial");
  for (const scope of SCOPES) await dialog.getByLabel(scope).check();
  await dialog.getByLabel("动态口令").fill(await freshCode("admin"));
  await dialog.getByRole("button", { name: "新建", exact: true }).click();
  const shown = page.getByRole("dialog").getByLabel("请立即复制密钥");
  await expect(shown).toContainText("hk_");
  const token = (await shown.textContent()) ?? "";
  await page.getByRole("button", { name: "我已保存" }).click();
  return token;
}

/** The wallet's own systems, as they call the house: one key for all who ask, made by the first of them. */
export async function walletOf(pageOfAdmin: () => Promise<Page>, request: APIRequestContext): Promise<Wallet> {
  const file = join(dataDir(), "e2e-wallet-key");
  const claimed = () => {
    try {
      writeFileSync(`${file}.claim`, "", { flag: "wx" });
      return true;
    } catch {
      return false;
    }
  };
  if (claimed()) {
    writeFileSync(`${file}.part`, await makeKey(await pageOfAdmin()));
    renameSync(`${file}.part`, file);
  }
  await expect.poll(() => existsSync(file), { timeout: DESK_MS }).toBe(true);
  return new Wallet(request, readFileSync(file, "utf8"));
}

type Somebody = {
  readonly ref: string;
  readonly name: string;
  readonly birthDate: LocalDate;
  readonly idNumber: string;
  readonly phone: string;
};

const below = (span: number) => Math.floor(Math.random() * span);

/**
 * Somebody who does not exist, and whom nobody else of this run is. The last three digits before the check character decide
 * what the sandbox registry says of him: all matches unless `mark` says otherwise.
 */
export function somebody({ name = "测试甲", mark }: { name?: string; mark?: number } = {}): Somebody {
  const birthDate = localDate(`${1970 + below(30)}-0${1 + below(9)}-${10 + below(18)}`);
  const sequence = mark ?? 1 + 2 * below(400);
  const idNumber = fictitiousIdentityNumber({ birthDate, area: below(10_000), sequence });
  return { ref: `E2E${crypto.randomUUID()}`, name, birthDate, idNumber, phone: `199${10_000_000 + below(89_999_999)}` };
}

/** What somebody declares: the nine things, a card that is good for years. */
const declaredBy = ({ name, birthDate, idNumber, phone }: Somebody) => ({
  name,
  birthDate,
  idNumber,
  phone,
  sex: Number(idNumber.charAt(16)) % 2 === 1 ? "male" : "female",
  idType: "resident-id",
  idValidFrom: "2020-03-01",
  idValidTo: "2040-03-01",
  nationality: "CHN",
  occupation: "engineer",
  address: "样例省样例市示范路一百号",
});

const CHANNELS = ["bank-card", "telecom", "education", "social-security", "tax"];

type HandedIn = {
  readonly purpose?: string;
  readonly documents?: readonly ("id-front" | "id-back")[];
  readonly channels?: number;
  readonly requestedClass?: 1 | 2 | 3;
  readonly requestId?: string;
};

type Taken = { readonly id: string; readonly number: string; readonly customerId: string };
type Standing = {
  readonly state: string;
  readonly requestId: string | null;
  readonly reasons: readonly { code: string; zh: string; en: string }[];
  readonly accountClass: number | null;
};

class Wallet {
  constructor(
    private readonly request: APIRequestContext,
    private readonly token: string,
  ) {}

  private headers = () => ({ authorization: `Bearer ${this.token}`, "idempotency-key": crypto.randomUUID() });

  async get<T>(path: string): Promise<T> {
    const answer = await this.request.get(`/api/v1${path}`, { headers: this.headers() });
    expect(answer.ok(), await answer.text()).toBe(true);
    return (await answer.json()) as T;
  }

  async post<T>(path: string, data: unknown): Promise<T> {
    const answer = await this.request.post(`/api/v1${path}`, { headers: this.headers(), data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return (await answer.json()) as T;
  }

  /** A customer with an account of class I. Gives the customer's id and number. */
  async register({ ref, name, phone }: Somebody): Promise<{ id: string; number: string }> {
    const customer = await this.post<{ id: string; number: string }>("/customers", {
      externalRef: ref,
      kind: "person",
      name,
      phone,
      nationality: "CHN",
    });
    const account = { coreNumber: `A${crypto.randomUUID()}`, customerRef: ref, accountClass: 1, currency: "CNY" };
    await this.post("/accounts", account);
    return customer;
  }

  /** Hands in who somebody says he is; pictures follow. */
  handIn(who: Somebody, { channels = 3, documents = ["id-front"], ...rest }: HandedIn = {}): Promise<Taken> {
    const at = new Date(Date.now() - 60_000).toISOString();
    return this.post("/submissions", {
      customerRef: who.ref,
      purpose: "onboarding",
      subject: "person",
      declared: declaredBy(who),
      documents,
      channels: CHANNELS.slice(0, channels).map((type) => ({ type, provider: "trial", outcome: "match", at })),
      ...rest,
    });
  }

  /** Sends the drawn picture of a side of the card. */
  async send({ id }: Taken, { name, birthDate, idNumber }: Somebody, side: "id-front" | "id-back"): Promise<void> {
    const sex = Number(idNumber.charAt(16)) % 2 === 1 ? "male" : "female";
    const address = "样例省样例市示范路一百号";
    const [validFrom, validTo] = [localDate("2020-03-01"), localDate("2040-03-01")];
    const samples: Record<typeof side, Sample> = {
      "id-front": { kind: "id-front", name, sex, birthDate, address, idNumber },
      "id-back": { kind: "id-back", authority: "样例市公安局演示分局", validFrom, validTo },
    };
    const answer = await this.request.put(`/api/v1/submissions/${id}/documents/${side}`, {
      headers: { ...this.headers(), "content-type": "image/jpeg" },
      data: await samplePicture(samples[side]),
    });
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  /** Somebody pays in so much, in yuan, now or days ago. */
  async topUp(who: Somebody, amount: string, daysAgo = 0): Promise<void> {
    const row = {
      id: `T${crypto.randomUUID()}`,
      occurredAt: new Date(Date.now() - 60_000 - daysAgo * 86_400_000).toISOString(),
      kind: "top-up",
      direction: "in",
      amount,
      currency: "CNY",
      customer: { ref: who.ref, kind: "person" },
      counterparty: { ref: "BANK-E2E", type: "institution" },
    };
    expect(await this.post("/transactions", { rows: [row] })).toMatchObject({ accepted: 1 });
  }

  standing = ({ id }: Pick<Taken, "id">): Promise<Standing> => this.get<Standing>(`/submissions/${id}`);

  /** Waits until a submission stands there. */
  async reaches(taken: Pick<Taken, "id">, state: string): Promise<void> {
    const now = async () => (await this.standing(taken)).state;
    await expect.poll(now, { timeout: DESK_MS, intervals: [500] }).toBe(state);
  }

  /** Hands in with the front of the card, or what else is said, and waits until it is before a reviewer. */
  async ready(who: Somebody, handed: HandedIn = {}): Promise<Taken> {
    const taken = await this.handIn(who, handed);
    for (const side of handed.documents ?? (["id-front"] as const)) await this.send(taken, who, side);
    await this.reaches(taken, "ready");
    return taken;
  }
}
