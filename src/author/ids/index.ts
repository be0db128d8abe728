export {type Changed, changedText} from './accept.ts'
export {type Pinned, pinIds} from './pin.ts'
export {renewText} from './renew-text.ts'
export {type Offer, type Reworded, rewordedItems} from './reworded.ts'
