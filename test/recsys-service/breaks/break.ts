import type {FileChange} from '../demo/changes.ts'
import type {EnvironmentName} from '../demo/files.ts'

/** One way to make an environment of the demo wrong on purpose. */
export interface Break {
  name: string
  environment: EnvironmentName
  says: string
  /** Variables of the service, on top of its manifests; the service starts anew with them. */
  variables?: Readonly<Record<string, string>>
  /** A file of the project that is changed. */
  change?: FileChange
}

/** A break of production that sets variables. */
export const setting = (name: string, says: string, variables: Readonly<Record<string, string>>): Break => ({
  name,
  environment: 'production',
  says,
  variables,
})

/** A break of production that replaces text in a file. */
export const edited = (
  name: string,
  says: string,
  file: FileChange['file'],
  from: string | RegExp,
  to: string,
): Break => ({name, environment: 'production', says, change: {file, edit: {from, to}}})

/** A break of production that removes a file. */
export const removed = (name: string, says: string, file: FileChange['file']): Break => ({
  name,
  environment: 'production',
  says,
  change: {file, edit: 'removed'},
})
