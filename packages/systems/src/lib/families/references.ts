import type { SystemServer } from '../../data.ts'

/** A field whose value is to be that of another. */
export interface Reference {
  /** The way to the field; `[]` stands for every item of a list. */
  readonly from: string
  /** The way to what it names; where both begin alike, in the same object. */
  readonly to: string
  /**
   * How it names it: by its value (the default), by its place in the list, by the domain of a mail
   * address, or as the folder that a path begins with.
   */
  readonly by?: 'value' | 'place' | 'domain' | 'folder'
}

/**
 * What refers to what within the seed of a system. That the service takes the fields so is inferred
 * from their names: the public document says nothing of it.
 *
 * Fields that hold ids which only the service gives, such as `account_id` of Salesforce, are left out
 * of realistic data.
 */
export const REFERENCES: Readonly<Partial<Record<SystemServer, readonly Reference[]>>> = {
  dropbox: [{ from: 'files[].path', to: 'folders[]', by: 'folder' }],
  github: [
    { from: 'repos[].prs[].source_branch', to: 'repos[].branches[].name' },
    { from: 'repos[].prs[].target_branch', to: 'repos[].branches[].name' },
  ],
  google_cloud: [
    { from: 'tables[].dataset_id', to: 'datasets[].id' },
    { from: 'objects[].bucket', to: 'buckets[].name' },
  ],
  hubspot: [{ from: 'contacts[].email_address', to: 'companies[].website_domain', by: 'domain' }],
  jira: [
    { from: 'boards[].project_key', to: 'projects[].key' },
    { from: 'sprints[].origin_board_name', to: 'boards[].name' },
    { from: 'projects[].issues[].sprint_name', to: 'sprints[].name' },
  ],
  notion: [{ from: 'pages[].parent_source', to: 'databases[].sources[].label' }],
  quickbooks: [
    { from: 'invoices[].CustomerRef.name', to: 'customers[].DisplayName' },
    { from: 'payments[].CustomerRef.name', to: 'customers[].DisplayName' },
  ],
  shopify: [
    { from: 'orders[].customer_index', to: 'customers[]', by: 'place' },
    { from: 'orders[].line_items[].product_index', to: 'products[]', by: 'place' },
  ],
  woocommerce: [
    { from: 'orders[].customer_index', to: 'customers[]', by: 'place' },
    { from: 'orders[].line_items[].product_index', to: 'products[]', by: 'place' },
  ],
}
