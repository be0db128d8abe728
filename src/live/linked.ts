import path from 'node:path'
import {stages} from '../index.ts'
import {contentType} from './content-types.ts'

/**
 * The policy for a file of the project that a browser would run scripts of: whoever writes one may not attest by it, from the pages
 * of whoever may. Null for all that is ours, and for what runs nothing. `name` is read from the site's folder.
 */
export async function policyOfLinked(folder: string, name: string): Promise<string | null> {
  if (!name.startsWith(`files${path.sep}`) || !/html|xml/.test(contentType(name))) return null
  const {linkedIn, linkedPolicy} = await stages.publish()
  const isLinked = (await linkedIn(folder)).some((each) => path.join('files', each) === name)
  return isLinked ? `sandbox allow-same-origin; frame-ancestors 'none'; ${linkedPolicy}` : null
}
