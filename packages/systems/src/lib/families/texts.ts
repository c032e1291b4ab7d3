/** Texts by what they are about; the simplest first. A `|` stands between two. */
const TEXTS = {
  work: `Follow up|Fix the login|Write the docs|Ship the release|Review the contract|Update the price list|Migrate the database|Prepare the demo|Order new laptops|Clean up the backlog|Answer the audit|Plan the offsite`,
  project: `Website|Roadmap|Onboarding|Mobile app|Office move|Data platform|Rebranding|Security review|Partner portal|Spring campaign`,
  meeting: `Sync|Weekly sync|Kick-off|Demo|Contract talk|Quarterly review|Planning|Interview|Retrospective|Lunch`,
  document: `Notes|Meeting notes|Budget|Handbook|Price list|Launch plan|Research|Checklist|Contract draft|Release notes`,
  sentence: `Please have a look.|This is done.|We wait for the contract.|The numbers are attached.|Let us talk on Monday.|It works for me.|The customer asked twice.|There is more in the notes.`,
  paragraph: `Hello,\n\nplease find the offer attached.\n\nKind regards|Hi all,\n\nthe meeting moves to Thursday.\n\nBest|Dear team,\n\nthank you for the visit.\n\nSee you soon|Could you send me the signed contract by Friday?`,
  subject: `Hello|Offer|Your invoice|Meeting on Thursday|Question about pricing|Contract renewal|Welcome aboard|Minutes of the meeting|Delivery delayed`,
  deal: `Renewal|Annual subscription|Support plan|Implementation project|Hardware refresh|Enterprise licence|Staff training|Pilot`,
  product: `Mug|Notebook|Desk lamp|Backpack|Headphones|Water bottle|Keyboard|T-shirt|Chair|Poster`,
  channel: `general|random|sales|support|engineering|announcements|design|incidents`,
  folder: `Documents|Invoices|Contracts|Photos|Archive|Projects|Templates|Reports`,
  file: `notes.txt|report.txt|readme.md|contract.txt|budget.csv|plan.md|summary.txt|todo.md`,
  slug: `app|docs|website|backend|tools|mobile|infra|examples|design-system|billing`,
  table: `customers|orders|invoices|products|events|tickets|employees|payments`,
  label: `bug|urgent|feature|question|design|later|customer|internal`,
  video: `Getting started|Product tour|Customer story|Release highlights|Tips and tricks|Webinar`,
  question: `What is your name?|How did you hear of us?|Which plan do you use?|What can we do better?|When do you want to start?|How many people are you?`,
  answer: `Yes|No|Maybe|Monthly|Annual|Other`,
  memory: `Prefers mail to phone|Lives in Berlin|Works with Python|Is vegetarian|Has a meeting every Monday|Wants short answers`,
  course: `Introduction to Statistics|World History|Linear Algebra|Creative Writing|Organic Chemistry|Databases`,
  group: `To do|In progress|Done|This week|Backlog|Blocked`,
  segment: `Newsletter|Trial users|Customers|Partners|Press`,
} as const

export type Topic = keyof typeof TEXTS

/** The texts about a topic, the simplest first. */
export function textsAbout(topic: Topic): readonly string[] {
  return TEXTS[topic].split('|')
}
