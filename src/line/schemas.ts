import {stages} from '../index.ts'
import type {Authored} from '../model/authored.ts'

/** The JSON Schema of something that authors write. */
export async function schemaOf(name: Authored): Promise<object> {
  const {authoredSchema} = await import('../model/authored-schema.ts')
  if (name === 'project-file') {
    const {ProjectFile} = await stages.config()
    return authoredSchema(name, ProjectFile, {variables: true})
  }
  if (name === 'bindings-file') {
    const [{bindingsFileSchema}, {checks}] = await Promise.all([stages.bindings(), stages.checks()])
    return authoredSchema(name, bindingsFileSchema(checks))
  }
  const {recordKinds} = await stages.markdown()
  return authoredSchema(name, recordKinds[name])
}
