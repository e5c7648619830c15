// How the pages talk to the server: one typed client, one place that adds the token,
// renews it on a 401, and turns every problem document into an ApiError.
import createClient from "openapi-fetch";
import { ApiError, type Problem } from "./problem";
import type { paths } from "./schema";
import { refreshSession, tokens } from "./tokens";

function withToken(request: Request): Request {
  const token = tokens.access();
  if (token) request.headers.set("authorization", `Bearer ${token}`);
  return request;
}

async function authorisedFetch(request: Request): Promise<Response> {
  const isAuth = request.url.includes("/auth/") && !request.url.includes("/auth/logout");
  if (isAuth) return fetch(request);
  if (!tokens.access() && tokens.hasSession()) await refreshSession();
  const retry = request.clone();
  const response = await fetch(withToken(request));
  if (response.status !== 401 || !tokens.hasSession()) return response;
  return (await refreshSession()) ? fetch(withToken(retry)) : response;
}

export const client = createClient<paths>({ fetch: authorisedFetch });

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a successful answer; anything else is thrown as an ApiError. */
export async function body<T>(answer: Promise<Answer<T>>): Promise<T> {
  let settled: Answer<T>;
  try {
    settled = await answer;
  } catch (cause) {
    throw new ApiError({ title: String(cause), status: 0, code: "network" });
  }
  const { data, error, response } = settled;
  if (response.ok) return data as T;
  const problem = typeof error === "object" && error !== null ? (error as Partial<Problem>) : {};
  throw new ApiError({
    title: problem.title ?? response.statusText,
    status: response.status,
    code: problem.code ?? `http-${response.status}`,
    detail: problem.detail,
    errors: problem.errors,
    request_id: problem.request_id ?? response.headers.get("x-request-id") ?? undefined,
  });
}

/** Wraps the revision that an edit is based on, as `If-Match` wants it. */
export const ifMatch = (revision: number | string) => ({ "If-Match": `"${revision}"` });

/**
 * The same client for calls whose address is put together from the kind of a row: both kinds have the
 * same calls, but types cannot follow an address that is a template. The caller names the answer's type.
 */
export const looseClient = client as unknown as Record<
  "GET" | "POST" | "PUT",
  (path: string, init?: object) => Promise<Answer<never>>
>;
