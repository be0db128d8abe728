/** The style of a server's own pages, beside the site's: no script says there whether it is light or dark, so the system does. */
export const attestStyle = `
:root{color-scheme:light dark;
--sl-color-white:light-dark(hsl(224,10%,10%),#fff);
--sl-color-gray-1:light-dark(hsl(224,14%,16%),hsl(224,20%,94%));
--sl-color-gray-2:light-dark(hsl(224,10%,23%),hsl(224,6%,77%));
--sl-color-gray-3:light-dark(hsl(224,7%,36%),hsl(224,6%,56%));
--sl-color-gray-5:light-dark(hsl(224,6%,77%),hsl(224,10%,23%));
--sl-color-gray-6:light-dark(hsl(224,20%,94%),hsl(224,14%,16%));
--sl-color-black:light-dark(#fff,hsl(224,10%,10%));
--sl-color-bg-nav:light-dark(hsl(224,19%,97%),hsl(224,14%,16%));
--sl-color-text-accent:light-dark(hsl(234,90%,60%),hsl(224,100%,85%))}
body{color:var(--sl-color-text);background:var(--sl-color-bg);overflow-wrap:break-word}
.pm-form-head{background:var(--sl-color-bg-nav);border-block-end:1px solid var(--pm-rule);padding:1rem}
.pm-form-head a{color:var(--pm-ink);font-weight:600;text-decoration:none}
.pm-form-head>*{display:block;max-inline-size:48rem;margin-inline:auto}
main{max-inline-size:50rem;margin-inline:auto;padding:1.5rem 1rem 4rem;font:var(--pm-body)}
main a{color:var(--sl-color-text-accent);text-underline-offset:.2em}
main h1{font-size:var(--sl-text-3xl);line-height:1.2;color:var(--pm-ink)}
main h2{font:var(--pm-h2);color:var(--pm-ink);margin-block:2rem .5rem}
main p{margin-block:.25rem}
main ul{padding-inline-start:1.25rem;margin-block:.25rem}
main code{font-family:var(--__sl-font-mono);font-size:.875em;overflow-wrap:anywhere}
.pm-form-item{margin-block:1rem .25rem;padding-inline-start:.75rem;border-inline-start:2px solid var(--pm-rule-strong);color:var(--pm-ink);font-size:var(--sl-text-lg)}
main .pm-facts{padding:0;font:var(--pm-body);grid-template-columns:minmax(0,max-content) minmax(0,1fr)}
main .pm-facts :is(dt,p){font:var(--pm-body);margin:0}
main .pm-s{white-space:normal}
.pm-form-notice{border:2px solid var(--pm-fail);padding:.75rem 1rem;margin-block:1.5rem;color:var(--pm-ink)}
.pm-form-notice h2{margin:0}
.pm-form-notice a{color:inherit}
.pm-form-field{margin:0 0 1.5rem;padding:0;border:0;min-inline-size:0}
.pm-form-field.wrong{border-inline-start:3px solid var(--pm-fail);padding-inline-start:.75rem}
:is(.pm-form-field>label,legend){display:block;font-weight:600;color:var(--pm-ink);padding:0}
.pm-form-hint{font:var(--pm-note);color:var(--pm-dim)}
.pm-form-fault{font-weight:600;color:var(--pm-fail)}
.pm-form-field>:is(input,textarea){display:block;inline-size:100%;margin-block-start:.25rem;min-block-size:2.75rem;padding:.5rem .625rem;font:inherit;color:var(--pm-ink);background:var(--sl-color-bg);border:1px solid var(--pm-rule-strong);border-radius:.25rem}
.pm-form-field>input{max-inline-size:24rem}
.pm-form-field>textarea{resize:vertical}
.pm-form-box{display:flex;gap:.625rem;align-items:center;min-block-size:2rem}
.pm-form-box input{inline-size:1.25rem;block-size:1.25rem;flex:none;margin:0;accent-color:var(--sl-color-text-accent)}
.pm-form-buttons{display:flex;flex-wrap:wrap;gap:.75rem;margin-block:1rem .5rem}
main button{font:inherit;font-weight:600;min-block-size:2.75rem;padding:.5rem 1rem;border:1px solid var(--pm-ink);border-radius:.25rem;background:var(--pm-ink);color:var(--sl-color-bg);cursor:pointer}
main button.second{background:none;color:var(--pm-ink)}
.pm-form-diff{font:var(--sl-text-sm)/1.5 var(--__sl-font-mono);white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid var(--pm-rule);padding:.75rem 1rem;margin-block:1rem;color:var(--pm-ink)}
:is(a,button,input,textarea,[tabindex]):focus-visible{outline:2px solid var(--sl-color-text-accent);outline-offset:2px}
`.trim()
