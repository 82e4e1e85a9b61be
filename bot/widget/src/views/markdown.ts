// Renders a small, safe part of Markdown: paragraphs, lists, bold, code, tables. Never parses HTML: what models and
// catalogues wrote only ever becomes text.

import { html, nothing, type TemplateResult } from "lit";

type Part = string | TemplateResult;

const MARK = /^\s*([-*•]|\d{1,2}[.)、])\s+/;
const isRow = (line: string): boolean => /^\s*\|.*\|\s*$/.test(line);
const isRule = (line: string | undefined): boolean => line !== undefined && /^\s*\|?\s*:?-{2,}/.test(line);
const cells = (line: string): string[] =>
  line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());

/** `tableName`: what a table is called to who cannot see it. */
export function markdown(text: string, tableName: string): TemplateResult[] {
  const lines = text.replaceAll("\r", "").split("\n");
  const blocks: TemplateResult[] = [];
  let paragraph: string[] = [];
  const flush = () => {
    if (paragraph.length) blocks.push(html`<p>${paragraph.map((line, i) => [i ? html`<br />` : nothing, inline(line)])}</p>`);
    paragraph = [];
  };
  for (let i = 0; i < lines.length; ) {
    const line = lines[i]!;
    if (isRow(line) && isRule(lines[i + 1])) {
      flush();
      const rows: string[][] = [];
      for (i += 2; i < lines.length && isRow(lines[i]!); i++) rows.push(cells(lines[i]!));
      blocks.push(table(cells(line), rows, tableName));
    } else if (MARK.test(line)) {
      flush();
      const ordered = /^\s*\d/.test(line);
      const items: TemplateResult[] = [];
      for (; i < lines.length && MARK.test(lines[i]!); i++) items.push(html`<li>${inline(lines[i]!.replace(MARK, ""))}</li>`);
      blocks.push(ordered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`);
    } else {
      if (line.trim()) paragraph.push(line);
      else flush();
      i++;
    }
  }
  flush();
  return blocks;
}

function table(head: string[], rows: string[][], name: string): TemplateResult {
  const title = (cell: string) => (cell ? html`<th scope="col">${inline(cell)}</th>` : html`<td></td>`);
  const row = (line: string[]) =>
    html`<tr>
      ${head.map((_, i) => (i ? html`<td>${inline(line[i] ?? "")}</td>` : html`<th scope="row">${inline(line[0] ?? "")}</th>`))}
    </tr>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${name}>
    <table>
      <thead>
        <tr>
          ${head.map(title)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(row)}
      </tbody>
    </table>
  </div>`;
}

function inline(text: string): Part[] {
  return text.split(/(\*\*[^*]+\*\*|`[^`]+`)/).map((part) => {
    if (/^\*\*.+\*\*$/.test(part)) return html`<strong>${part.slice(2, -2)}</strong>`;
    if (/^`.+`$/.test(part)) return html`<code>${part.slice(1, -1)}</code>`;
    return part;
  });
}
