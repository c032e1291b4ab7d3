export {
  type AnyTools,
  type AroundCall,
  McpTools,
  type ToolArguments,
} from './lib/mcp/mcp-tools.ts'
