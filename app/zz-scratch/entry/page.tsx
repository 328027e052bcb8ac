"use client";
import { SignInFrame } from "@/components/frame/sign-in-frame";
import { SignInForm } from "@/components/frame/sign-in-form";
export default function Page() { return <SignInFrame><SignInForm onSubmit={async (i) => (i.code ? "code-wrong" : i.password === "totp" ? "code-needed" : "refused")} /></SignInFrame>; }
