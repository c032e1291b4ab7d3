/**
 * The servers that a sandbox can be acquired for, over all three dates of the reference
 * (`SandboxMCPServer`): `Cal.com` and `google_cloud` are of the older page only.
 */
export type SandboxServer =
  | 'airtable'
  | 'alchemy'
  | 'arxiv_latex'
  | 'asana'
  | 'cal.com'
  | 'Cal.com'
  | 'calculator'
  | 'clickup'
  | 'clinicaltrialsgov'
  | 'close'
  | 'confluence'
  | 'context7'
  | 'discord'
  | 'dropbox'
  | 'e2b'
  | 'github'
  | 'gmail'
  | 'google_calendar'
  | 'google_cloud'
  | 'google_docs'
  | 'google_drive'
  | 'google_forms'
  | 'google_sheets'
  | 'googleworkspaceatlas'
  | 'hubspot'
  | 'huggingface'
  | 'jira'
  | 'lara_translate'
  | 'linear'
  | 'mem0'
  | 'met_museum'
  | 'microsoft_teams'
  | 'monday'
  | 'moneybird'
  | 'mongodb'
  | 'motion'
  | 'national_parks'
  | 'notion'
  | 'onedrive'
  | 'open_library'
  | 'osm'
  | 'outlook_calendar'
  | 'outlook_mail'
  | 'postgres'
  | 'pubmed'
  | 'quickbooks'
  | 'resend'
  | 'salesforce'
  | 'shopify'
  | 'slack'
  | 'snowflake'
  | 'supabase'
  | 'twelvedata'
  | 'us_weather'
  | 'weather'
  | 'weights_and_biases'
  | 'whois'
  | 'wikipedia'
  | 'woocommerce'
  | 'wordpress'
  | 'youtube'
  | NewerSandboxServer

/** Servers that only the newer public document names. */
export type NewerSandboxServer =
  | '12306'
  | 'brave_search'
  | 'duckduckgo'
  | 'exa'
  | 'fetch'
  | 'google_maps'
  | 'howtocook'
  | 'oxylabs'
  | 'scholarly'
  | 'serper'
  | 'yahoo_finance'
  | 'youtube_transcript'

/** The servers of a local sandbox (`LocalSandboxMCPServer`); the last two are of the newer public document only. */
export type LocalServer =
  | 'arxiv'
  | 'code-executor'
  | 'code-runner'
  | 'desktop-commander'
  | 'excel'
  | 'filesystem'
  | 'git'
  | 'google_cloud'
  | 'localmemory'
  | 'pdf-tools'
  | 'poste_email_toolathlon'
  | 'powerpoint'
  | 'terminal'
  | 'word'
  | 'canvas'
  | 'playwright'

/** A server that the reference does not name, taken on purpose. */
export type UnlistedServer = string & { readonly [unlisted]: true }

declare const unlisted: unique symbol

/**
 * Says that a server is meant although the reference does not name it, such as one the service
 * added since.
 *
 * @example
 * ```ts
 * await client.acquire(unlistedServer('brand_new'))
 * ```
 */
export function unlistedServer(name: string): UnlistedServer {
  return name as UnlistedServer
}

/**
 * What a method takes as a server's name: a literal must be one the reference names, so that a
 * typo does not compile; a `string` known only at run time passes as it is.
 */
export type ServerName<Name extends string> = string extends Name
  ? Name
  : Name extends SandboxServer | UnlistedServer
    ? Name
    : SandboxServer | UnlistedServer
