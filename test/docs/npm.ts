import {readFile} from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import {breaks} from '../recsys-service/breaks.ts'

// What the pages call `npm`: it installs nothing, and knows whether this repository has the script.
const [command = '', ...rest] = process.argv.slice(2)
const {scripts} = z
  .object({scripts: z.record(z.string(), z.string())})
  .parse(JSON.parse(await readFile(path.join(import.meta.dirname, '../../package.json'), 'utf8')))
const installs = ['ci', 'cit', 'install', 'pack']
const script = command === 'run' ? rest[0] : command
const known = installs.includes(command) || (script !== undefined && Object.hasOwn(scripts, script))
const broken = script === 'demo' && rest[2] === 'break' ? rest[3] : null
process.exitCode = known && (broken === null || breaks.some(({name}) => name === broken)) ? 0 : 2
