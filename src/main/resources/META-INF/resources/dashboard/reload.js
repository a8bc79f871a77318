let isReloading = false

/**
 * Reloads the page once, however many parts of it ask for that: the end of a session reaches a page on several ways, and
 * a second reload would abort the first.
 */
export function reload() {
  if (isReloading) return
  isReloading = true
  location.reload()
}
