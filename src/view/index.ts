export {drawStyle} from './css.ts'
export {drawPart, emptyMarker, fill} from './fill.ts'
export {itemAnchor, itemHref, itemRoute} from './places.ts'
export {statusJson} from './statusjson.ts'
