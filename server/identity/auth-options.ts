import { cookies, headers } from "next/headers";
import type { NextAuthOptions, User } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { env, publicUrl } from "@/env";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { runtime } from "@/server/kernel/runtime";
import { SESSION_ABSOLUTE_HOURS } from "@/server/kernel/session-limits";
import { type Caller, callerFrom } from "./caller";
import { endSession } from "./commands/end-session";
import { DEVICE_SECONDS } from "./devices";
import { type OidcSettings, oidcSettings, signInByOidc } from "./oidc";
import { signInByPasskey } from "./passkey-sign-in";
import { relyingParty } from "./relying-party";
import { type ReadCookie, type SignInAnswer, signIn } from "./sign-in";

const secure = () => publicUrl().startsWith("https://");

/** Who asks, and how to read the browser's cookies. */
async function atTheDoor(): Promise<Caller & { cookie: ReadCookie }> {
  const jar = await cookies();
  return { ...callerFrom(await headers()), cookie: (name) => jar.get(name)?.value ?? null };
}

/** The user next-auth puts into its cookie. Hands a browser that was not known its secret. Throws the problem's name otherwise. */
async function userOf(answer: SignInAnswer): Promise<User> {
  if (!answer.ok) throw new Error(answer.problem);
  if (answer.newDevice) {
    const { cookie, secret } = answer.newDevice;
    const kept = { httpOnly: true, sameSite: "lax", path: "/", maxAge: DEVICE_SECONDS, secure: secure() } as const;
    (await cookies()).set(cookie, secret, kept);
  }
  return { id: answer.personId, sid: answer.sessionId, programmeId: answer.programmeId };
}

const passwordProvider = CredentialsProvider({
  id: "credentials",
  credentials: { email: {}, password: {}, code: {} },
  async authorize(credentials) {
    if (!credentials?.email || !credentials.password) return null;
    const { email, password, code } = credentials;
    const asked = {
      ...(await atTheDoor()),
      email: String(email),
      password: String(password),
      code: code ? String(code) : null,
    };
    return userOf(await signIn(await runtime(), asked));
  },
});

const passkeyProvider = CredentialsProvider({
  id: "passkey",
  credentials: { proof: {} },
  async authorize(credentials) {
    const party = relyingParty(publicUrl());
    if (!party || !credentials?.proof || credentials.proof.length > 100_000) return null;
    const proof: unknown = JSON.parse(credentials.proof);
    return userOf(await signInByPasskey(await runtime(), party, proof, await atTheDoor()));
  },
});

const PROVIDER_MS = 15_000;

const oidcProvider = ({ issuer, clientId, clientSecret }: OidcSettings): NextAuthOptions["providers"][number] => ({
  id: "oidc",
  name: "oidc",
  type: "oauth",
  wellKnown: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
  clientId,
  clientSecret,
  // The library gives up after three and a half seconds, which a busy provider may well need.
  httpOptions: { timeout: PROVIDER_MS },
  authorization: { params: { scope: "openid email profile" } },
  idToken: true,
  checks: ["pkce", "state", "nonce"],
  // Filled in by the callback below, once the claims have been weighed.
  profile: (claims: { sub: string }) => ({ id: claims.sub, sid: "", programmeId: "" }),
});

/** next-auth's settings, read when asked for (a build has no environment): the cookie names a person, a session row and a home programme; the row decides. */
export const authOptions = (): NextAuthOptions => {
  const oidc = oidcSettings(env());
  return {
    secret: env().SESSION_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_ABSOLUTE_HOURS * 3600 },
    useSecureCookies: secure(),
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [passwordProvider, passkeyProvider, ...(oidc ? [oidcProvider(oidc)] : [])],
    events: {
      // Signing out ends the session row too: a copy of the cookie is worth nothing afterwards.
      async signOut({ token }) {
        if (!token?.personId || !token.sid || !token.programmeId) return;
        const principal = {
          kind: "person",
          personId: token.personId,
          sessionId: token.sid,
          programmeId: token.programmeId,
          address: callerFrom(await headers()).address,
        } as const;
        const call = { principal, key: newId(), requestId: newId(), input: { sessionId: token.sid } };
        // A session that has ended already needs no ending.
        await execute(await runtime(), endSession, call).catch(() => undefined);
      },
    },
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.provider !== "oidc") return true;
        if (!oidc) return false;
        Object.assign(user, await userOf(await signInByOidc(await runtime(), oidc, profile, await atTheDoor())));
        return true;
      },
      jwt({ token, user }) {
        // A fresh token for a fresh session: nothing of an older one is taken over.
        return user ? { personId: user.id, sid: user.sid, programmeId: user.programmeId } : token;
      },
      session({ token }) {
        return {
          expires: new Date(((token.exp as number | undefined) ?? 0) * 1000).toISOString(),
          personId: token.personId,
          sid: token.sid,
          programmeId: token.programmeId,
        };
      },
      redirect({ url, baseUrl }) {
        return url.startsWith("/") && !url.startsWith("//") && !url.startsWith("/\\") ? `${baseUrl}${url}` : baseUrl;
      },
    },
  };
};
