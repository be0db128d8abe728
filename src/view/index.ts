export {
  type AttestFault,
  type AttestForm,
  type AttestPreview,
  type AttestShell,
  type AttestValues,
  attestForm,
  attestPreview,
  attestStyle,
  withWay,
} from './attest/index.ts'
export {auditBody, auditHref, auditRoute, auditRoutes, toAudit} from './audit-page.ts'
export {drawStyle} from './css.ts'
export {drawPart, emptyMarker, fill} from './fill.ts'
export {folioPlace, folioWays} from './folios.ts'
export {dataFiles, sentences, toAnswers, toOwnPages} from './host.ts'
export {drawAnswer, drawVerdict} from './inline.ts'
export {itemPages, itemShell} from './item-pages.ts'
export {drawnPicture, isMachineFile, machineFiles, sharedPicture} from './machine-files.ts'
export {type MissingPage, missingPage} from './missing.ts'
export {type OwnPage, ownPages, runShell} from './own-pages.ts'
export {itemAnchor, itemHref, itemRoute} from './places.ts'
export {runPages} from './run.ts'
export {statusJson} from './statusjson.ts'
export {humanised, unstopped} from './words.ts'
