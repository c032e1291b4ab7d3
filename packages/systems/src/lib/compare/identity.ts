import { type ObjectShape, type Shape, withoutNull } from '../document/shape.ts'

/** The fields that name a part where the first text that must be there is not what one would say. */
const IDENTITIES: Readonly<Record<string, string>> = {
  AirtableRecord: '',
  CloseOpportunity: 'note',
  CloseTask: 'description',
  GitHubFile: 'path',
  GitHubFolder: 'path',
  GoogleCloudLogEntry: 'message',
  GoogleSheetsCell: '',
  HubSpotContact: 'email_address',
  Mem0Memory: 'content_text',
  Mem0Message: 'content',
  MoneybirdContact: 'company_name',
  MoneybirdProduct: 'title',
  MsTeamsChat: 'chat_id',
  MsTeamsChatMember: 'member_email',
  PosteEmail: 'subject',
  ResendBroadcast: 'subject',
  ResendEmail: 'subject',
  SalesforceContact: 'email',
  SalesforceLead: 'company',
  ShopifyCustomer: 'email',
}

/** The field whose value one would call a part by; nothing for a part that has no name. */
export function identityOf(shape: Shape): string | undefined {
  const object = withoutNull(shape)
  if (object.kind !== 'object') return undefined
  const chosen = IDENTITIES[object.name] ?? firstText(object)
  return chosen === '' ? undefined : chosen
}

function firstText({ fields }: ObjectShape): string | undefined {
  const texts = [...fields].filter(([, { shape }]) => withoutNull(shape).kind === 'text')
  const required = texts.find(([, { isRequired }]) => isRequired)
  return (required ?? texts[0])?.[0]
}
