/** The most that a body may hold on a route that says nothing else. */
export const bodyLimitBytes = 1_048_576;

/** For `@RouteConfig` of routes that take whole documents, such as graphs of thousands of nodes. */
export const largeBody = { bodyLimit: 8 * bodyLimitBytes } as const;
