import type {Setting} from '../model/index.ts'

const words =
  'SECRET|PASSWORD|PASSWD|PASSPHRASE|TOKEN|SALT|CREDENTIALS?|(PRIVATE|API|ACCESS|SECRET|SIGNING|ENCRYPTION|AUTH|HMAC)_?KEYS?|DATABASE_URL|DSN|CONNECTION_STRING'
const endings = 'HASH|KEY|VALUE|OLD|NEW|PREVIOUS|CURRENT|PRIMARY|SECONDARY|V?\\d+'
const secretName = new RegExp(`(^|_|[A-Z])(${words})(_(${endings}))*$`, 'i')
const passwordInside = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s]*:([^@/?#\s]+)@/i

/** A name that speaks of a secret, such as API_KEY_HASH_SECRET, and not of something about one, such as API_KEY_HEADER. */
export const isSecretName = (name: string): boolean => secretName.test(name)

/** The password inside a URL such as postgres://user:password@host, or null. */
export const passwordIn = (value: string): string | null => passwordInside.exec(value)?.[1] ?? null

/** Whether a variable is secret: declared so, named so where it is text, or with a password inside. What a Secret holds always is. */
export function isSecret(name: string, setting: Setting | undefined, value: string | null): boolean {
  if (setting?.secret === true) return true
  if (value !== null && passwordIn(value) !== null) return true
  return isSecretName(name) && (setting === undefined || setting.as === 'text' || setting.as === 'list')
}
