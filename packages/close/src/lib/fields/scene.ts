/** What was drawn so far, for what is drawn next to be in keeping with it. */
export interface Scene {
  /** The names of all leads so far. */
  readonly leadNames: Set<string>
  /** Where the lead's mail goes. */
  domain: string
  /** Who works at the lead. */
  people: string[]
  /** Whose address is drawn. */
  person: string
  /** How the last address of that person was formed, by number. */
  mailForm: number | undefined
  /** How often the opportunity pays. */
  period: string
}

/** What there is before anything is drawn. */
export function emptyScene(): Scene {
  return {
    leadNames: new Set(),
    domain: domainOf('Acme'),
    people: [],
    person: 'Ann Lee',
    mailForm: undefined,
    period: 'one_time',
  }
}

/**
 * The mail domain of a company: `CloudScale Analytics Inc.` has `cloudscale-analytics.example`.
 * Names under `.example` are reserved, so nothing sent there reaches anybody.
 *
 * @see RFC 2606
 */
export function domainOf(company: string): string {
  const slug = company
    .replace(LEGAL_FORM, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  return `${slug === '' ? 'company' : slug}.example`
}

const LEGAL_FORM = / (?:Inc\.|LLC|Ltd|GmbH|Group)$/
