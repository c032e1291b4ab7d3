// A run without its socket, its journal and its reaper, for whoever brings other ends: a simulation.
export { Broker, type BrokerOptions, type DrainReport } from './lib/broker.ts'
export { ServiceSource, type ServiceSourceOptions } from './lib/service-source.ts'
