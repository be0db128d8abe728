import {csv} from './csv.ts'
import type {Reporter} from './define.ts'
import {github} from './github.ts'
import {json} from './json.ts'
import {junit} from './junit.ts'
import {markdown} from './markdown.ts'
import {sarif} from './sarif.ts'
import {tap} from './tap.ts'
import {text} from './text.ts'

export type {ReportData, ReportedEnvironment, Reporter} from './define.ts'

/** The reporters of `run` and `gate`, in the order of their names. */
export const reporters: readonly Reporter[] = [csv, github, json, junit, markdown, sarif, tap, text]
