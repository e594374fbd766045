import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanName, isAllowed } from './domain.ts';

test('a name keeps what is harmless', () => {
  for (const name of ['invoice 2026.pdf', 'Übersicht.csv', '請求書.pdf', 'a.b.c.txt'])
    assert.equal(cleanName(name), name);
});

test('a name loses paths, control characters, leading dots and what reverses its reading', () => {
  assert.equal(cleanName('../../etc/passwd'), 'passwd');
  assert.equal(cleanName('C:\\Users\\ada\\cv.pdf'), 'cv.pdf');
  assert.equal(cleanName('.htaccess'), 'htaccess');
  assert.equal(cleanName('a\r\nb\u0000.txt'), 'ab.txt');
  assert.equal(cleanName('photo\u202Egpj.exe'), 'photogpj.exe');
  assert.equal(cleanName('a<b>|c?.txt'), 'a_b__c_.txt');
  for (const nothing of ['', '...', '   ', '/', '\u0000']) assert.equal(cleanName(nothing), 'document');
});

test('a long name is cut before its ending', () => {
  const cut = cleanName(`${'x'.repeat(300)}.pdf`);
  assert.equal(cut.length, 120);
  assert.ok(cut.endsWith('x.pdf'));
});

test('types that a browser would run are not allowed', () => {
  assert.ok(isAllowed('application/pdf'));
  for (const type of ['text/html', 'image/svg+xml', 'application/javascript', 'TEXT/PLAIN', ''])
    assert.ok(!isAllowed(type), type);
});
