/** A small page for a person, by itself: it loads nothing. `content` is HTML. */
export const page = (title: string, content: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>
  body { font: 1.1rem/1.5 system-ui, sans-serif; color: #0b0c0c; max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
  h1 { margin-bottom: 0 } h2 { margin-top: 2rem; font-size: 1.2rem }
  a { color: #1d70b8 } a:focus { outline: 3px solid #ffdd00 } code { background: #f3f2f1; padding: .1em .3em }
</style>
</head>
<body>
<main>
<h1>${escape(title)}</h1>
${content}
</main>
</body>
</html>
`;

export const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
