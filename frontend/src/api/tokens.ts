// Who is signed in, as far as the network is concerned: the access token lives in memory only,
// the rotating refresh token in localStorage so that a reload keeps the session.

const KEY = "scenepool.refresh";

interface TokenPair {
  access_token: string;
  refresh_token: string;
}

let access: string | null = null;
const listeners = new Set<() => void>();

export const tokens = {
  access: () => access,
  hasSession: () => localStorage.getItem(KEY) !== null,
  refreshToken: () => localStorage.getItem(KEY),
  store(pair: TokenPair) {
    access = pair.access_token;
    localStorage.setItem(KEY, pair.refresh_token);
  },
  clear() {
    access = null;
    localStorage.removeItem(KEY);
    for (const listener of listeners) listener();
  },
  /** Called when the session ends, by logout or because the server refused the refresh token. */
  onEnd(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

async function requestNewPair(): Promise<boolean> {
  const before = access;
  const exchange = async () => {
    // Another caller, or another tab that held the lock, may have rotated the token meanwhile.
    if (access !== before) return access !== null;
    const refresh_token = tokens.refreshToken();
    if (!refresh_token) return false;
    const response = await fetch("/api/v1/auth/refresh", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ refresh_token }),
    });
    if (response.ok) {
      tokens.store((await response.json()) as TokenPair);
      return true;
    }
    // Only a refusal ends the session; a server that is restarting does not.
    if (response.status === 401 || response.status === 403) tokens.clear();
    return false;
  };
  // A refresh token is good for one use: two tabs must not spend the same one.
  return navigator.locks ? navigator.locks.request("scenepool.refresh", exchange) : exchange();
}

let running: Promise<boolean> | null = null;

/** Exchanges the refresh token once, however many requests ask for it at the same time. */
export function refreshSession(): Promise<boolean> {
  running ??= requestNewPair().finally(() => {
    running = null;
  });
  return running;
}
