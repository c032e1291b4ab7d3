// A run without its socket, its journal and its reaper, for whoever brings other ends: a simulation.
export { Broker, type BrokerOptions, type DrainReport } from './lib/broker/broker.ts'
export type { ServicePoolOptions } from './lib/service/service-pool.ts'
export { ServiceSource } from './lib/service/service-source.ts'
