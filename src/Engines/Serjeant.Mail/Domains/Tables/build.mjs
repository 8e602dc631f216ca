// Writes public-suffixes.txt and confusables.txt into the folder that is given, in the formats of the lists' own publishers,
// so that a newer official file can be put in their place.
import { createRequire } from 'node:module';
import { mkdirSync, writeFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { edgeChild, edgeLength, edgeStart, exceptionsRoot, labelText, nodeFlags, rulesRoot } from './node_modules/tldts/dist/es6/src/data/trie.js';

const folder = process.argv[2];
if (!folder) throw new Error('usage: node build.mjs FOLDER');
const icann = 1;
const offsets = [0];
for (const length of edgeLength) offsets.push(offsets.at(-1) + length);

const rules = { icann: new Set(), private: new Set() };
function walk(node, suffix, mark) {
  if (nodeFlags[node] && suffix) rules[nodeFlags[node] === icann ? 'icann' : 'private'].add(mark + suffix);
  for (let edge = edgeStart[node]; edge < edgeStart[node + 1]; edge++) {
    const label = labelText.slice(offsets[edge], offsets[edge + 1]);
    walk(edgeChild[edge], suffix ? `${label}.${suffix}` : label, mark);
  }
}
walk(rulesRoot, '', '');
walk(exceptionsRoot, '', '!');
if (rules.icann.size < 5000 || rules.private.size < 1000) throw new Error('tldts holds fewer rules than a public suffix list has');

const section = (name, set) => [`// ===BEGIN ${name} DOMAINS===`, ...[...set].sort(), `// ===END ${name} DOMAINS===`];
const suffixes = [
  '// The Public Suffix List of publicsuffix.org, Mozilla Public License 2.0 (https://mozilla.org/MPL/2.0/), taken from the npm package tldts.',
  ...section('ICANN', rules.icann), ...section('PRIVATE', rules.private), ''];

const pairs = Object.entries(createRequire(import.meta.url)('unhomoglyph/data.json'));
if (pairs.length < 5000) throw new Error('unhomoglyph holds fewer pairs than confusables.txt has');
const hex = text => Array.from(text, c => c.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')).join(' ');
const confusables = [
  '# Confusable characters of Unicode Technical Standard 39, Unicode License v3 (https://www.unicode.org/license.txt), taken from the npm package unhomoglyph.',
  ...pairs.map(([from, to]) => `${hex(from)} ;\t${hex(to)} ;\tMA`), ''];

mkdirSync(folder, { recursive: true });
// Written aside first: a build that is stopped half-way must not leave half a list that looks whole.
for (const [name, lines] of [['public-suffixes.txt', suffixes], ['confusables.txt', confusables]]) {
  writeFileSync(join(folder, `${name}.part`), lines.join('\n'));
  renameSync(join(folder, `${name}.part`), join(folder, name));
}
