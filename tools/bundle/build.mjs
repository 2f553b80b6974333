// Bundles the script on standard input and writes the result to standard output.
// Run by dashboard/http/bundle.py, from this folder.
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { build } from 'esbuild';

// plotly describes each attribute in words, for its reference; its own bundles leave them out, and so do we.
// Only literal strings, and lists of them, are matched: anything else stays.
const STRING = String.raw`(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")`;
const STRINGS = String.raw`${STRING}(?:\s*\+\s*${STRING})*`;
const WORDS = new RegExp(String.raw`\bdescription:\s*(?:${STRINGS}|\[(?:[\s,]|${STRINGS})*\]\.join\(${STRING}\))(?=\s*[,}])\s*,?`, 'g');

const withoutWords = {
    name: 'without-words',
    setup(plugin) {
        plugin.onLoad({ filter: /plotly\.js[\\/]src[\\/].*\.js$/ }, async ({ path }) => ({
            contents: (await readFile(path, 'utf8')).replace(WORDS, ''),
        }));
    },
};

const made = await build({
    stdin: { contents: readFileSync(0, 'utf8'), resolveDir: process.cwd() },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    globalName: 'Plotly',
    target: 'es2016',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'error',
    define: { global: 'window', 'define.amd': 'false' },
    loader: { '.css': 'empty' }, // styles of maps, which we do not draw; plotly's own are part of its scripts
    plugins: [withoutWords],
});
process.stdout.write(made.outputFiles[0].text);
