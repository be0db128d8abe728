export interface RenderedPage {
  html: string
}
export const fileRoute = (path: string) => path
export async function renderPage(): Promise<RenderedPage> {
  return {html: ''}
}
