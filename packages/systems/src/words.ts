export {
  COMPANY_STEMS,
  FAMILY_NAMES,
  GIVEN_NAMES,
  LEGAL_FORMS,
  TRADES,
} from './lib/families/words.ts'
