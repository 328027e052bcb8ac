import { expect, it } from "vitest";
import en from "../../../messages/en/kyc.json";
import chinese from "../../../messages/zh-CN/kyc.json";
import { READ_PROBLEMS } from "./model";

it.each(READ_PROBLEMS)("%s has words in both languages", (problem) => {
  expect(chinese["read-problems"][problem]).toMatch(/\p{Script=Han}/u);
  expect(en["read-problems"][problem]).toMatch(/^[A-Z]/);
});
