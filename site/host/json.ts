import type {APIRoute} from 'astro'
import {data} from './pages.ts'

export const prerender = true

export const getStaticPaths = () =>
  data().map(([name, text]) => ({params: {name: name.replace(/\.json$/, '')}, props: {text}}))

export const GET: APIRoute = ({props}) =>
  new Response(String(props.text), {headers: {'Content-Type': 'application/json; charset=utf-8'}})
