// The rooms of each folder that has some: folders in it, each with a purpose in one sentence, which
// CONTRIBUTING.md shows. A room imports only from rooms that stand before it in its list, and no
// files of any package are tied to each other in a circle.

/** Purposes by room, from the one that needs no other to the one that uses them all. */
export type Rooms = Readonly<Record<string, string>>

export const rooms: Readonly<Record<string, Rooms>> = {
  'packages/client/src/lib': {
    errors: 'the one error class, its codes and facts, and what is blanked in them',
    seeds: 'what a service says of its seeds and dumps, and a seed parsed by it',
    wire: 'what is sent and answered, as the reference has it, normalised once',
    transport: 'how bytes go out and come back',
    calls: 'one call of an operation: attempts, retries, deadline, events',
    local: 'local sandboxes and their workspaces',
    lease: 'a sandbox that gives itself back',
    client: 'the client: acquire and release that lose nothing',
  },
  'packages/close/src/lib': {
    messages: 'values and texts as people read them',
    data: 'what a Close sandbox holds, and the builder',
    compare: 'how two of them differ',
    schema: 'what may be sent, checked',
    fields: 'how a field of generated data is made and shrunk',
    families: 'realistic and hostile values for every field',
    generate: 'whole data from a seed',
    code: 'data as code',
    'seed-text': 'seeds that are written as text',
    sandbox: 'the sandbox that a test holds',
    property: 'a test for many generated seeds',
    matchers: 'what a test expects of its sandbox',
    arbitrary: "generated data as fast-check's arbitraries",
  },
  'packages/lease/src/lib': {
    text: 'amounts and times as people read them',
    link: "a worker's way to its run: frames on a socket, and the sandboxes that a test holds",
    slots: 'who has which sandbox, who waits for one, and what is in it',
    record: 'what a run holds, on disk, and somebody alive to give it back',
    pool: "how a run takes from a service's pool beside others",
    service: 'the slots of a run on the Klavis API, hosted or emulated',
    recovery: 'what dead runs left: found, judged, given back',
    events: 'what a run did and waited for, as events, highlights and a summary',
    timeline: 'the events of a run as data and as a page',
    run: 'a run: its brokers, its socket, its begin and its end',
  },
  'packages/emulator/src/lib': {
    world: 'time and chance, which an emulator can set',
    json: 'JSON as the service reads and writes it',
    validation: "checks of what is sent, in the service's words",
    http: 'requests and answers, whatever they are about',
    close: 'what a Close sandbox holds, see below',
    sandbox: 'the pools, and what a sandbox of any system holds',
    local: 'local sandboxes: their workspaces, archives and programs',
    faults: 'what goes wrong, and how long things take',
    core: 'everything of one emulator that is not HTTP',
    operations: 'what each operation on sandboxes takes, does and answers',
    'local-operations': 'the same for local sandboxes',
    rest: "Close's REST API",
    mcp: "the protocol, Close's server and, in `filesystem`, the one of local sandboxes",
    page: 'the page to look at',
    routes: 'which path is answered by what, and what every call goes through',
  },
  'packages/emulator/src/lib/close': {
    document: "facts of Close's own document: operations, parameters, enums",
    store: 'the records of one Close organization, by id and by lead',
    call: 'what one call is made of: its moment, its fields, its page, its error',
    views: "records as Close's API shows them",
    query: 'the search language, and what it means for each kind of object',
    activities: 'what happened with a lead: kinds, how they are read, written and listed',
    resources: "what can be done with each kind of object, by its path under Close's API",
    seed: 'what `initialize` takes, what a dump answers, and how they differ',
  },
}
