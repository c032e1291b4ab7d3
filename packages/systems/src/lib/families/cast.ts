import fc, { type Arbitrary } from 'fast-check'
import { COMPANY_STEMS, FAMILY_NAMES, GIVEN_NAMES, LEGAL_FORMS, TRADES } from './words.ts'

/** A company that systems share. */
export interface Company {
  readonly name: string
  /** Where its mail goes. Names under `.example` are reserved, so nothing sent there reaches anybody. */
  readonly domain: string
  readonly industry: string
  readonly city: string
  readonly country: string
}

/** A person who works at one of the companies. */
export interface Person {
  readonly firstName: string
  readonly lastName: string
  readonly name: string
  readonly email: string
  /** A number that is kept free for fiction. */
  readonly phone: string
  readonly title: string
  readonly company: Company
}

/** Who there is: at least one company, and at least one person, each of a name of its own. */
export interface Cast {
  readonly companies: readonly Company[]
  readonly people: readonly Person[]
}

const company: Arbitrary<Company> = fc
  .record({
    stem: fc.constantFrom(...COMPANY_STEMS),
    trade: fc.constantFrom('', ...TRADES),
    form: fc.constantFrom(...LEGAL_FORMS),
    industry: fc.constantFrom('Software', 'Retail', 'Health', 'Finance', 'Manufacturing', 'Energy'),
    place: fc.constantFrom(
      ['Boston', 'United States'],
      ['Denver', 'United States'],
      ['London', 'United Kingdom'],
      ['Berlin', 'Germany'],
      ['Utrecht', 'Netherlands'],
      ['Toronto', 'Canada'],
    ),
  })
  .map(({ stem, trade, form, industry, place: [city = '', country = ''] }) => ({
    name: `${trade === '' ? stem : `${stem} ${trade}`}${form}`,
    domain: `${`${stem}${trade === '' ? '' : `-${trade}`}`.toLowerCase()}.example`,
    industry,
    city,
    country,
  }))

const somebody = fc.record({
  firstName: fc.constantFrom(...GIVEN_NAMES),
  lastName: fc.constantFrom(...FAMILY_NAMES),
  line: fc.nat({ max: 99 }),
  title: fc.constantFrom('Engineer', 'Buyer', 'Designer', 'Sales Manager', 'CTO', 'Office Manager'),
  workplace: fc.nat({ max: 9 }),
})

/** At least so many people, up to eight, at one to four companies. */
export function castOf(people: number): Arbitrary<Cast> {
  return fc
    .tuple(
      fc.uniqueArray(company, {
        minLength: Math.min(people, 3),
        maxLength: 4,
        selector: ({ domain }) => domain,
      }),
      fc.uniqueArray(somebody, {
        minLength: people,
        maxLength: Math.max(people, 8),
        selector: ({ firstName, lastName }) => `${firstName} ${lastName}`,
      }),
    )
    .map(([companies, somebodies]) => ({
      companies,
      people: somebodies.map(({ workplace, line, ...person }) => {
        const at = companies[workplace % companies.length] ?? NOWHERE
        return { ...person, ...addressesOf(person, at, line), company: at }
      }),
    }))
}

const NOWHERE: Company = {
  name: 'Acme',
  domain: 'acme.example',
  industry: 'Software',
  city: 'Boston',
  country: 'United States',
}

function addressesOf(
  { firstName, lastName }: { readonly firstName: string; readonly lastName: string },
  { domain }: Company,
  line: number,
): Pick<Person, 'name' | 'email' | 'phone'> {
  return {
    name: `${firstName} ${lastName}`,
    email: `${firstName}.${lastName}@${domain}`.toLowerCase(),
    phone: `+120255501${String(line).padStart(2, '0')}`,
  }
}
