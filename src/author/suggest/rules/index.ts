import type {Rule} from '../define.ts'

/** Every rule, one file each; a proposal is what all of them read together. */
export const rules: readonly Rule[] = []
