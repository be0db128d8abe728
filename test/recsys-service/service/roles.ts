import {Problem} from './problem.ts'
import type {AuthSettings} from './settings.ts'

export type Role = keyof AuthSettings['roles']

/** Refuses (403) who has none of the roles that may; names ignore case, three empty names switch this off. */
export function requireRole(roles: readonly string[], names: AuthSettings['roles'], may: readonly Role[]): void {
  if (Object.values(names).every((name) => name === '')) return
  const allowed = may.map((role) => names[role].toLowerCase()).filter((name) => name !== '')
  if (roles.some((role) => allowed.includes(role.toLowerCase()))) return
  throw new Problem(403, 'RECSYS_FORBIDDEN', 'the role is not sufficient')
}
