/** The data that the stages hand on: types, and the schemas that they are read with. */
export * from '../model/index.ts'
/** What the commands print with `--format json`, and the files that Proofmark reads: each as a JSON Schema. */
export {Format, formats, jsonSchema} from '../model/report.ts'
