export {keyOf, type Named, Names, placesOf, type Resolved} from '../model/names.ts'
