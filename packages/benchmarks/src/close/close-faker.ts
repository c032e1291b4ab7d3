import { en, Faker } from '@faker-js/faker'
import type { CloseData, CloseLead } from '@sandpit/close'

/** Close data of the shape and size that ours has, made the way people make it by hand. */
export function fakerCloseData(seed: number, leads: number): CloseData {
  const faker = new Faker({ locale: en, seed })
  return { leads: Array.from({ length: leads }, () => fakerLead(faker)) }
}

function fakerLead(faker: Faker): CloseLead {
  const name = faker.company.name()
  const contacts = some(faker, 4, () => fakerContact(faker, name))
  return {
    name,
    status: faker.helpers.arrayElement(['Potential', 'Qualified', 'Bad Fit']),
    contacts,
    opportunities: some(faker, 3, () => ({
      note: faker.commerce.productName(),
      value: faker.number.int({ min: 50, max: 950_000 }) * 100,
      confidence: faker.number.int({ min: 1, max: 19 }) * 5,
      period: faker.helpers.arrayElement(['one_time', 'monthly', 'annual']),
    })),
    tasks: some(faker, 4, () => ({
      description: `Call ${faker.helpers.arrayElement([...contacts, { name }]).name}`,
      date: faker.date.between({ from: '2025-01-01', to: '2026-12-31' }).toISOString().slice(0, 10),
      completed: faker.datatype.boolean(0.2),
    })),
  }
}

function fakerContact(faker: Faker, company: string) {
  const [firstName, lastName] = [faker.person.firstName(), faker.person.lastName()]
  const provider = `${faker.helpers.slugify(company).toLowerCase()}.example`
  return {
    name: `${firstName} ${lastName}`,
    emails: some(faker, 2, () => ({
      email: faker.internet.email({ firstName, lastName, provider }),
      type: 'office',
    })),
    phones: some(faker, 1, () => ({
      phone: faker.phone.number({ style: 'international' }),
      type: 'office',
    })),
  }
}

function some<Part>(faker: Faker, max: number, make: () => Part): Part[] {
  return Array.from({ length: faker.number.int({ min: 0, max }) }, make)
}
