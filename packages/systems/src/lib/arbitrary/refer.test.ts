import { describe, expect, it } from 'vitest'
import { broken, refer } from './refer.ts'

describe('refer', () => {
  it('leads references to what is there, and leaves out what can lead nowhere', () => {
    const board = {
      projects: [
        { key: 'WEB', name: 'Website', issues: [{ summary: 'A', sprint_name: 'Sprint 9' }] },
      ],
      boards: [{ name: 'Board', project_key: 'APP' }],
      sprints: [{ name: 'Sprint 1', origin_board_name: 'Board' }],
    }
    expect(broken('jira', board)).toEqual([
      'boards[].project_key',
      'projects[].issues[].sprint_name',
    ])
    const referred = refer('jira', board)
    expect(broken('jira', referred)).toEqual([])
    expect(referred).toMatchObject({
      projects: [{ issues: [{ sprint_name: 'Sprint 1' }] }],
      boards: [{ project_key: 'WEB' }],
    })
    expect(refer('jira', { boards: [{ name: 'Board', project_key: 'APP' }] })).toEqual({
      boards: [{ name: 'Board' }],
    })
  })

  it('leaves out an order of nothing, or by nobody', () => {
    const customers = [{ email: 'ann@acme.example' }]
    const products = [{ title: 'Mug' }]
    const order = { customer_index: 3, line_items: [{ product_index: 8 }] }
    expect(refer('shopify', { customers, orders: [order] })).toEqual({ customers, orders: [] })
    expect(refer('shopify', { products, orders: [order] })).toEqual({ products, orders: [] })
    expect(refer('shopify', { customers, products, orders: [order] })).toMatchObject({
      orders: [{ customer_index: 0, line_items: [{ product_index: 0 }] }],
    })
  })

  it('stays within the object that both ways go through', () => {
    const branches = [{ name: 'main' }]
    const prs = [{ pr_title: 'A', source_branch: 'fix', target_branch: 'main' }]
    const repos = [
      { name: 'a', branches: [{ name: 'fix' }] },
      { name: 'b', branches, prs },
    ]
    expect(refer('github', { repos })).toMatchObject({
      repos: [{}, { prs: [{ source_branch: 'main' }] }],
    })
  })
})
