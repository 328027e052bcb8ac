import { expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { localDate } from "../shared/time";
import { fictitiousCardNumber } from "./card-number";
import { CARD_SECRETS, cardSecretsIn } from "./card-secrets";

const card = fictitiousCardNumber(7);

it("are the five kinds the policy names", () => {
  const { value } = testRules().figure("llpriv-never-store-sad", "listed", localDate("2026-11-23"));
  expect(CARD_SECRETS).toHaveLength(Number(value));
});

it.each([
  [`%B${card}^YANGBEN/AN^2812`, "track"],
  [`;${card}=2812101`, "track"],
  [`5713${card}D2812101`, "chip"],
  ["卡背面安全码 123", "code"],
  ["CVV2: 4567", "code"],
  ["收到的验证码是 482913，请尽快处理", "code"],
  ["登录密码：abc12345", "password"],
  ["my password is hunter42", "password"],
  [`卡号 ${card} 有效期 08/27`, "expiry"],
  ["ＣＶＶ：１２３", "code"],
] as const)("%s holds %s", (text, secret) => {
  expect(cardSecretsIn(text)).toContain(secret);
});

it.each([
  "请提供我的个人信息",
  "我忘记了密码，请帮我查看登录记录",
  "没有收到验证码",
  `卡号 ${card} 请解绑`,
  "证件有效期 08/27",
  "Please delete my data by 2026-12-01, request 123456",
  "订单 20261009123456 金额 482913 元",
])("%s holds none", (text) => {
  expect(cardSecretsIn(text)).toEqual([]);
});
