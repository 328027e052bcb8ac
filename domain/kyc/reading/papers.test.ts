import { describe, expect, it } from "vitest";
import { creditCodeCheck } from "../../customers/credit-code";
import { fictitiousIdentityNumber } from "../../customers/identity-number";
import { localDate } from "../../shared/time";
import type { DocumentKind } from "../model";
import type { Line } from "./model";
import { readText } from "./read-text";

const TODAY = localDate("2026-06-01");
const NUMBER = fictitiousIdentityNumber({ birthDate: localDate("1990-01-01"), area: 0, sequence: 4 });
const CODE = `91999999000000042${creditCodeCheck("91999999000000042")}`;
const lines = (texts: readonly string[], confidence = 95): Line[] =>
  texts.map((text, at) => ({ text, confidence, box: { x0: 0, y0: at * 40, x1: 900, y1: at * 40 + 30 } }));
const read = (kind: DocumentKind, texts: readonly string[], zone: readonly string[] = []) =>
  readText({ lines: lines(texts), zone: lines(zone) }, kind, TODAY);
const values = (kind: DocumentKind, texts: readonly string[], zone: readonly string[] = []) =>
  Object.fromEntries(read(kind, texts, zone).readings.map(({ field, value }) => [field, value]));
const sure = (kind: DocumentKind, texts: readonly string[], field: string, zone: readonly string[] = []) =>
  read(kind, texts, zone).readings.find((one) => one.field === field)?.confidence ?? -1;

const front = (number = NUMBER, name = "测 试 甲") => [
  `姓 名 ${name}`,
  "性 别 女 民 族 汉",
  "出 生 1990 年 1 月 1 日",
  "住 址 样 例 省 样 例 市 演 示 区 示 范 路 一 百 号",
  "二 单 元 三 〇 一 室",
  `公 民 身 份 号 码 ${number}`,
];

describe("the side of a card with the portrait", () => {
  it("reads every value", () => {
    expect(values("id-front", front())).toEqual({
      name: "测试甲",
      sex: "female",
      birthDate: "1990-01-01",
      address: "样例省样例市演示区示范路一百号二单元三〇一室",
      idNumber: NUMBER,
    });
  });

  it.each(["阿 依 古 丽 · 买 买 提", "阿依古丽•买买提", "阿依古丽.买买提", "阿依古丽．买买提"])(
    "name with a dot: %s",
    (name) => {
      expect(values("id-front", front(NUMBER, name)).name).toBe("阿依古丽·买买提");
    },
  );

  it("keeps rare characters beyond the basic plane", () => {
    expect(values("id-front", front(NUMBER, "\u{20BB7}\u{2A6D6}㐂")).name).toBe("\u{20BB7}\u{2A6D6}㐂");
  });

  it("believes a number whose check character holds, and more when two readings agree", () => {
    expect(sure("id-front", front(), "idNumber")).toBeGreaterThan(95);
    expect(sure("id-front", front(), "idNumber", [NUMBER])).toBeGreaterThan(sure("id-front", front(), "idNumber"));
    expect(values("id-front", front(NUMBER.replace(/9$/, "0")), [NUMBER]).idNumber).toBe(NUMBER);
  });

  it("hardly believes a name that a second recognition reads otherwise", () => {
    const named = (again: string) =>
      readText({ lines: lines(front()), zone: [], again: lines([`姓 名 ${again}`]) }, "id-front", TODAY).readings.find(
        ({ field }) => field === "name",
      )?.confidence;
    expect(named("测 试 甲")).toBe(90);
    expect(named("测 试 申")).toBe(50);
  });

  it("puts digits where letters were recognised", () => {
    expect(values("id-front", front(NUMBER.replaceAll("0", "O"))).idNumber).toBe(NUMBER);
  });

  it("hardly believes a number that does not hold", () => {
    const last = NUMBER.endsWith("5") ? "9" : "5";
    const broken = `${NUMBER.slice(0, 10)}99${NUMBER.slice(12, 17)}${last}`;
    expect(sure("id-front", front(broken), "idNumber")).toBeLessThanOrEqual(75);
  });

  it("gives nothing for what is not there", () => {
    expect(read("id-front", [])).toEqual({ readings: [], looksLike: null, problem: "not-readable" });
    expect(values("id-front", ["姓 名", "性 别 ？", "出 生 1990 年 13 月 41 日"])).toEqual({});
  });
});

describe("the other side of a card", () => {
  it.each([
    ["2019.03.01-2039.03.01", { idValidFrom: "2019-03-01", idValidTo: "2039-03-01" }],
    ["2019 . 03 . 01 - 长 期", { idValidFrom: "2019-03-01", idValidTo: "long-term" }],
    ["2O19.O3.01—2039.03.O1", { idValidFrom: "2019-03-01", idValidTo: "2039-03-01" }],
    ["2019.02.30-2039.03.01", { idValidTo: "2039-03-01" }],
  ])("validity %s", (text, dates) => {
    expect(values("id-back", ["居 民 身 份 证", "签 发 机 关 样 例 市 公 安 局", `有 效 期 限 ${text}`])).toEqual({
      idAuthority: "样例市公安局",
      ...dates,
    });
  });
});

describe("a business licence", () => {
  const licence = (code = CODE) => [
    "营 业 执 照",
    `统 一 社 会 信 用 代 码 ${code}`,
    "名 称 示 范 商 贸 (样 例 市) 有 限 公 司",
    "类 型 有 限 责 任 公 司",
    "法 定 代 表 人 测 试 乙",
    "经 营 范 围 日 用 百 货 销 售 ； 技 术 服 务",
    "、 技 术 咨 询 。",
    "注 册 资 本 壹 佰 万 元 整",
    "成 立 日 期 2019 年 03 月 01 日",
    "营 业 期 限 2019 年 03 月 01 日 至 2039 年 02 月 28 日",
    "住 所 样 例 市 演 示 区 示 范 路 一 百 号",
  ];

  it("reads every value", () => {
    expect(values("business-licence", licence())).toEqual({
      idNumber: CODE,
      name: "示范商贸（样例市）有限公司",
      representativeName: "测试乙",
      idValidFrom: "2019-03-01",
      idValidTo: "2039-02-28",
      address: "样例市演示区示范路一百号",
      businessScope: "日用百货销售；技术服务、技术咨询。",
    });
  });

  it("puts the code's own alphabet where letters it has not were recognised", () => {
    expect(values("business-licence", licence(CODE.replaceAll("0", "O"))).idNumber).toBe(CODE);
    expect(values("business-licence", licence(`${CODE.slice(0, 17)}V`), [CODE]).idNumber).toBe(CODE);
  });

  it("takes no junk before the code for its beginning", () => {
    expect(values("business-licence", licence(`FAE5${CODE}`)).idNumber).toBe(CODE);
  });

  it("an endless term is long-term", () => {
    const endless = licence().map((text) => text.replace("2039 年 02 月 28 日", "长 期"));
    expect(values("business-licence", endless)).toMatchObject({ idValidTo: "long-term" });
  });
});

describe("a permit to travel to the mainland", () => {
  it("reads its Chinese labels", () => {
    const face = [
      "港 澳 居 民 来 往 内 地 通 行 证",
      "姓 名 测 试 丙",
      "出 生 日 期 1990.01.01",
      "性 别 男",
      "有 效 期 限 2020.01.01-2030.01.01",
      "签 发 机 关 样 例 局",
      "证 件 号 码 H99900001",
    ];
    const found = read("travel-permit", face);
    expect(found).toMatchObject({ looksLike: "travel-permit", problem: null });
    expect(values("travel-permit", face)).toEqual({
      name: "测试丙",
      sex: "male",
      birthDate: "1990-01-01",
      idNumber: "H99900001",
      idAuthority: "样例局",
      idValidFrom: "2020-01-01",
      idValidTo: "2030-01-01",
    });
  });
});

describe("the card of a foreign permanent resident", () => {
  it("is read by its labels in two languages", () => {
    const face = [
      "外 国 人 永 久 居 留 身 份 证",
      "姓 名 / Name ERIKSSON, ANNA MARIA",
      "性 别 / Sex 女 / F",
      "出 生 日 期 / Date of birth 1974.08.12",
      "国 籍 / Nationality 示 例 / UTO",
      "有 效 期 限 / Period of validity 2020.01.01-2030.01.01",
      "证 件 号 码 / ID No. UTO990000199012",
    ];
    expect(read("id-front", face).problem).toBeNull();
    expect(values("id-front", face)).toEqual({
      name: "ERIKSSON ANNA MARIA",
      sex: "female",
      birthDate: "1974-08-12",
      nationality: "UTO",
      idValidFrom: "2020-01-01",
      idValidTo: "2030-01-01",
      idNumber: "UTO990000199012",
    });
  });
});

describe("a picture of something else", () => {
  const back = ["居 民 身 份 证", "签 发 机 关 样 例 市 公 安 局", "有 效 期 限 2019.03.01-2039.03.01"];
  it.each([
    ["id-front", back, "wrong-side", "id-back"],
    ["id-back", front(), "wrong-side", "id-front"],
    ["passport", front(), "wrong-paper", "id-front"],
    ["business-licence", back, "wrong-paper", "id-back"],
  ] as const)("%s handed in, something else shown", (kind, texts, problem, looksLike) => {
    expect(read(kind, texts)).toEqual({ readings: [], looksLike, problem });
  });

  it("the back of a residence permit names another permit's number and is still a back", () => {
    const permit = [
      "港 澳 居 民 居 住 证",
      "签 发 机 关 样 例 市 公 安 局",
      "有 效 期 限 2019.03.01-2024.03.01",
      "通 行 证 号 码 H99900001",
    ];
    expect(read("id-back", permit)).toMatchObject({ looksLike: "id-back", problem: null });
  });

  it("both sides on one picture are read, and said", () => {
    const found = read("id-front", [...front(), ...back]);
    expect(found.problem).toBe("two-papers");
    expect(found.readings.map(({ field }) => field)).toContain("idNumber");
  });

  it("a hand-held picture is not read", () => {
    expect(read("hand-held", front())).toEqual({ readings: [], looksLike: null, problem: null });
  });
});
