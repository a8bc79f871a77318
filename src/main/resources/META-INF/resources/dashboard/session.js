/**
 * Remembers the logged-in user for other pages and tabs. The login itself is in a cookie that scripts cannot read; this
 * only avoids requests without a login.
 */
const KEY = 'fleetcast.user'

export function rememberedUser() {
  try {
    return JSON.parse(localStorage.getItem(KEY))
  } catch {
    return null
  }
}

export function rememberUser({ id, username, full_name, roles }) {
  localStorage.setItem(KEY, JSON.stringify({ id, username, full_name, roles }))
}

export function forgetUser() {
  localStorage.removeItem(KEY)
}

/** Calls `listener` when another tab logs in or out. */
export function onUserChange(listener) {
  addEventListener('storage', ({ key }) => {
    if (key === KEY || key === null) listener()
  })
}
