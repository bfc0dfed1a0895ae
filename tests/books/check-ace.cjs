// SPDX-License-Identifier: MIT
//
// node check-ace.cjs NODE_MODULES SCRATCH BOOK.epub...: what Ace by DAISY finds
// against books, as TAP. One browser serves them all.

'use strict';

const path = require('path');
const { createRequire } = require('module');

const [modules, scratch, ...books] = process.argv.slice(2);
const fromCli = createRequire(
  path.resolve(modules, '@daisy/ace-cli/package.json'));
const ace = fromCli('@daisy/ace-core');
const browser = fromCli('@daisy/ace-axe-runner-puppeteer');

// Ace starts and stops the browser for each book; here it stays.
const runner = Object.assign({}, browser, {
  launch: async () => {},
  close: async () => {},
});

// A report holds assertions on documents, which hold those on elements.
function failures(report) {
  const found = [];

  for (const document of report.assertions)
    for (const assertion of document.assertions) {
      const result = assertion['earl:result'];

      if (result['earl:outcome'] === 'fail')
        found.push(`${document['earl:testSubject'].url}: ` +
          `${assertion['earl:test']['dct:title']}: ` +
          result['dct:description'].replace(/\s+/g, ' '));
    }
  return found;
}

async function check(book, number) {
  let found;

  try {
    const [, report] = await ace(book, {
      cwd: process.cwd(),
      outdir: path.join(scratch, String(number)),
      initLogger: number === 1,
      silent: true,
      jobid: '',
    }, runner);

    found = failures(report);
  } catch (error) {
    found = [`Ace broke off: ${error.message || error}`];
  }
  console.log(`${found.length ? 'not ok' : 'ok'} - ${book}`);
  found.forEach(line => console.log(`# ${line}`));
}

(async () => {
  console.log(`1..${books.length}`);
  await browser.launch();
  for (let i = 0; i < books.length; i++)
    await check(books[i], i + 1);
  await browser.close();
  process.exit(0);
})();
