/** Address below the site's base at which a file of the project that is no page is served. */
export const fileRoute = (path: string): string => `files/${path}`
