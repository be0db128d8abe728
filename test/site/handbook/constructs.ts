/** Each construct of the handbook: where it stands, what it is, and what its page shows of it. */
export const constructs: readonly (readonly [file: string, what: string, shows: readonly RegExp[]])[] = [
  [
    'guides/call-outs.md',
    'admonitions, also nested, without a title and of kinds that nobody knows',
    [
      /aria-label="Mind the gap"/,
      /aria-label="Tip"/,
      /aria-label="In short"[\s\S]*aria-label="Inside"[\s\S]*<li>one<\/li>[\s\S]*language-yaml/,
      /aria-label="Kinds that nobody knows"/,
      /aria-label="Do not"/,
    ],
  ],
  [
    'guides/call-outs.md',
    'alerts of GitHub',
    [/starlight-aside--tip[\s\S]*GitHub's own form/, /starlight-aside--danger[\s\S]*So does this one/],
  ],
  [
    'guides/folds.md',
    'folds, also in each other',
    [
      /<details[^>]*><summary[^>]*>Closed<[\s\S]*<summary[^>]*>A fold in a fold</,
      /<details[^>]* open><summary[^>]*>Open</,
    ],
  ],
  ['guides/folds.md', 'details of HTML', [/<summary>Of HTML<\/summary>[\s\S]*<strong>Markdown<\/strong>/]],
  [
    'guides/tabs.md',
    'tabs, in two sets',
    [/name="tabs-1"[\s\S]*macOS[\s\S]*Between two sets[\s\S]*name="tabs-2"/, /aria-label="In a tab"/],
  ],
  [
    'getting-started/first-week.md',
    'tabs with a call-out, tasks and keys',
    [/name="tabs-1"/, /aria-label="The ramp moves"/, /<kbd>shift<\/kbd>/, /aria-label="Ticked"[\s\S]*I have a key/],
  ],
  ['guides/code.md', 'a title of code', [/<figcaption>plan\.py<\/figcaption><pre[^>]*><code class="language-py hljs"/]],
  [
    'guides/code.md',
    'code in many languages',
    ['python|py', 'go', 'typescript', 'rust', 'sql', 'yaml', 'json', 'bash', 'diff', 'java'].map(
      (name) => new RegExp(`class="language-(?:${name}) hljs"`),
    ),
  ],
  [
    'guides/code.md',
    'code without a language, and in a line',
    [/An indented block|an indented block|as old as the letters/, /<code>a ` in it<\/code>/],
  ],
  [
    'guides/diagrams.md',
    'diagrams of each kind',
    ['Flowchart 1', 'Sequence diagram 2', 'State diagram 3', 'Class diagram 4', 'Entity relationship diagram 5'].map(
      (name) => new RegExp(`<svg[^>]*aria-label="${name}"`),
    ),
  ],
  [
    'guides/diagrams.md',
    'diagrams that cannot be drawn, as their source',
    [/<code class="language-mermaid">gantt/, /<code class="language-mermaid">mindmap/, /A broken one:[\s\S]*graph TD/],
  ],
  [
    'guides/maths.md',
    'formulas, and prices that are none',
    [
      /<code class="language-math">\$h\(t\) = h_0 \+ a \\cos/,
      /<pre[^>]*><code class="language-math">\$\$/,
      /A coffee is \$2 and a tea \$1/,
    ],
  ],
  [
    'guides/footnotes.md',
    'footnotes',
    [/<section[^>]*class="footnotes"[\s\S]*the second of them/, /id="user-content-fnref-tide-2"/],
  ],
  [
    'getting-started/glossary.md',
    'lists of terms',
    [/<dt>Berth<\/dt>\s*<dd>The place/, /<dt>Ramp<\/dt>\s*<dt>Linkspan<\/dt>\s*<dd>/, /<dd>Also the twenty minutes/],
  ],
  ['getting-started/glossary.md', 'abbreviations', [/<abbr title="Service level objective">SLO<\/abbr>/]],
  ['reference/settings.md', 'a title from the front matter', [/<dt><code>TIDE_FILE<\/code><\/dt>/]],
  [
    'guides/attributes.md',
    'names that authors give',
    [
      /<h2 id="named">/,
      /<h2 id="named-too">/,
      /<p id="user-content-para">/,
      /<img[^>]* width="200"/,
      /<a href="#user-content-para">/,
    ],
  ],
  [
    'guides/headings.md',
    'headings with code, links and signs, and twice the same',
    [
      /<h2 id="setup-1">/,
      /<h2 id="the-plan-command">The <code>plan/,
      /<a href="#the-plan-command">/,
      /<h2 id="日本語の見出し">/,
    ],
  ],
  [
    'guides/keys.md',
    'keys and marks',
    [
      /<kbd>ctrl<\/kbd>\+<kbd>c<\/kbd>/,
      /<mark>Marked words<\/mark>/,
      /<ins>inserted ones<\/ins>/,
      /<del>old ones<\/del>/,
    ],
  ],
  [
    'guides/icons.md',
    'icons by their words',
    [/<p>ferry sails, check circle is ready, github is where/, /:smile: and :anchor:/],
  ],
  [
    'guides/tables.md',
    'tables, wide and with pipes',
    [
      /<div class="pm-scroll" role="region" tabindex="0" aria-label="Table: Ship, Length/,
      /<code>a \| b<\/code>/,
      /<td[^>]*>a \| b, <code>/,
    ],
  ],
  [
    'guides/lists.md',
    'lists that are indented by four, and tasks',
    [
      /<ol>[\s\S]*code of the first[\s\S]*<ul>[\s\S]*<ul>[\s\S]*and four more/,
      /task-list-item[\s\S]*done with a capital/,
    ],
  ],
  [
    'guides/comments.md',
    'comments, which nobody sees',
    [/^(?![\s\S]*(?:Nobody sees|nor this|not an item))[\s\S]*The end\./],
  ],
  [
    'guides/snippets.md',
    'pieces of others, as they are written',
    [
      /--8&#x3C;-- "assets\/limits\.yaml"|--8&lt;-- "assets\/limits\.yaml"|--8<-- "assets\/limits\.yaml"/,
      /\{\{ company\.name \}\}/,
      /::: ferries\.planner/,
    ],
  ],
  [
    'guides/pictures.md',
    'pictures, also as links',
    [
      /<img src="\/files\/docs\/assets\/ramp\.png" alt="The ramp at low water">/,
      /<a href="\/services\/gate-reader\/"><img/,
      /<img src="\/files\/docs\/assets\/route\.svg"[^>]*width="240"/,
    ],
  ],
  [
    'guides/html.md',
    'HTML',
    [/<kbd>Ctrl<\/kbd>, H<sub>2<\/sub>O/, /<a href="\/services\/#all">/, /<p align="center">/],
  ],
  [
    'guides/links.md',
    'links in all forms',
    [
      '/guides/tabs/',
      '/about/',
      '/home/',
      '/services/',
      '/decisions/',
      '/guides/code/#code',
      '/getting-started/access-requests/',
      '/getting-started/größen/#tiefgang',
      '/files/docs/assets/limits.yaml',
      '/files/mkdocs.yml',
      '#_top',
      'mailto:platform@ferries.example',
    ].map((href) => new RegExp(`<a href="${encodeURI(href)}"`)),
  ],
  ['about.md', 'a heading with a line below it', [/<h2 id="setext-heading">/]],
  [
    'api/plans.md',
    'blocks of a form that nobody reads, as they are written',
    [/\/\/\/ note \| Blocks of the new kind/],
  ],
  [
    'launch/checklist.md',
    'a checklist with a box in a call-out',
    [/<aside[\s\S]*class="pm-item"[\s\S]*The ramp of berth 4/],
  ],
]
