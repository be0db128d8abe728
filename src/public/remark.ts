/** The items of a checklist wherever remark runs. */
export {type ItemData, type RemarkProofmarkOptions, remarkProofmark} from '../remark/index.ts'
