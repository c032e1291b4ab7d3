/** Answers a request as the service does, or changes what it does and says. */
export type Layer = (
  request: Request,
  next: (request: Request) => Promise<Response>,
) => Promise<Response>
