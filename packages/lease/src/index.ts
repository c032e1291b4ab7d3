export { Broker, type BrokerOptions, type DrainReport } from './lib/broker.ts'
