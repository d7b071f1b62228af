import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const SOURCES = new URL('../src/', import.meta.url);
const texts = JSON.parse(readFileSync(new URL('texts.json', SOURCES), 'utf8'));
const code = readdirSync(SOURCES).filter((f) => f.endsWith('.ts')).map((f) => [f, readFileSync(new URL(f, SOURCES), 'utf8')]);

test('texts_ofAllLanguages_haveTheSameKeysAndPlaceholders', () => {
  const holes = (text) => (text.match(/\{\w+\}/g) ?? []).sort().join();
  assert.deepEqual(Object.keys(texts.de), Object.keys(texts.en));
  for (const [key, text] of Object.entries(texts.en)) assert.equal(holes(texts.de[key]), holes(text), key);
});

test('texts_everyKey_isUsed', () => {
  const all = code.map(([, text]) => text).join();
  const prefixes = ['state_', 's_', 'o_', 'tile_', 'family_', 'tab_', 'act_', 'turn_', 'r_', 'key_'];
  const unused = Object.keys(texts.en).filter((key) => !all.includes(`'${key}'`) && !prefixes.some((p) => key.startsWith(p)) && key !== 'grey');
  assert.deepEqual(unused, []);
});

test('sources_neverMakeMarkupOfText', () => {
  for (const [file, text] of code) assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/, file);
});

test('lockFile_namesNoRegistry', () => {
  assert.doesNotMatch(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'), /"resolved"/);
});
