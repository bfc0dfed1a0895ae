#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Learns src/read/lexicon.def, first.def and second.def from labelled texts.

usage: train.py BUILD CASES[=WEIGHT[=SHARE[=LONGEST]]]... [--out DIR] [--folds N --fold K]

CASES are folders with pairs NAME.txt, NAME.json; a NAME.json holds "blocks", a
list of {"text", "kind"} in the order of the text, with "ambiguous" where the
label is open and "kind_ambiguous" where only the furniture is excluded, and
"source", which texts of one page or site share. Blocks of a folder count WEIGHT
(1), and of its furniture only SHARE (1) is learned from, for whole pages are mostly
that. A text with more than LONGEST blocks (no limit) counts no more than one that
has so many. BUILD is a folder with the programs `dump`, `words` and `boost`, where
what the halves learn goes too; `make train CASES=...` builds and runs them all. With
--folds texts of one fold of the first folder, by source or name, are left out, for
trying what was learned on them.

What words say is learned first, twice, from one half of the sources each: the trees
then see of each text what words say that were learned from the other half, so that
they do not trust words more than these deserve in texts that are new. (Which words
are in the lexicon at all, both halves say.) The trees of the second look see in the
same way of each text what trees found at a first look that were learned from the
other half; the first look in use is learned from all.

Blocks whose label is open count --open (0.4) of what others do: what they are not is
known, but not what they are.
"""
import argparse
import collections
import concurrent.futures
import hashlib
import json
import os
import random
import subprocess
import sys
import unicodedata

STATES = 'TITLE DEK BYLINE HEADING PARAGRAPH ITEM CAPTION FURNITURE'.split()
BIT = {name: 1 << i for i, name in enumerate(STATES)}
ANY = (1 << len(STATES)) - 1
KINDS = {'title': 'TITLE', 'dek': 'DEK', 'byline': 'BYLINE', 'heading': 'HEADING',
         'paragraph': 'PARAGRAPH', 'list': 'ITEM', 'quote': 'PARAGRAPH',
         'caption': 'CAPTION', 'furniture': 'FURNITURE'}
DEPTH = 5
LEAST_SOURCES = 8  # that a word stands in
MOST_WORDS = 10000


def squash(text):
    text = unicodedata.normalize('NFKC', text).casefold()
    return ''.join(c for c in text if unicodedata.category(c)[0] in 'LNM') or text.strip()


def in_fold(case, name, folds, fold):
    key = case.get('source') or name
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % folds == fold


def mask_of(block, marker):
    """The states that the truth allows."""
    if block.get('ambiguous'):
        if block['kind'] == 'title':
            return BIT['TITLE'] | BIT['FURNITURE']
        return ANY
    if block.get('kind_ambiguous'):
        return ANY & ~BIT['FURNITURE'] & ~BIT['TITLE']
    if block['kind'] == 'list' and not marker:
        return BIT['PARAGRAPH'] | BIT['ITEM']
    return BIT[KINDS[block['kind']]]


def align(found, gold):
    """For each found block the gold block that it is (part of), or None."""
    out, at = [], 0
    keys = [squash(g['text']) for g in gold]
    for marker, text in found:
        key, full = squash(text), squash(marker + text)
        hit = None
        for k in range(at, min(at + 40, len(gold))):
            if keys[k] in (key, full):
                hit, at = k, k + 1
                break
        if hit is None and len(key) >= 8:
            for k in range(max(0, at - 1), min(at + 10, len(gold))):
                if key in keys[k] or (len(keys[k]) >= 8 and keys[k] in key):
                    hit, at = k, k + (keys[k] in full)
                    break
        out.append(hit)
    return out


def load(folders):
    cases = []
    for folder in folders:
        for root, _, files in os.walk(folder):
            for name in sorted(files):
                path = os.path.join(root, name)
                if name.endswith('.json') and os.path.exists(path[:-5] + '.txt'):
                    with open(path, encoding='utf-8') as f:
                        case = json.load(f)
                    if 'blocks' in case:
                        cases.append((path[:-5] + '.txt', case))
    return sorted(cases, key=lambda c: c[0])


def dump(program, paths):
    """For each text a list of (marker, text, answers, words), as the reader sees it."""
    texts = {}
    for at in range(0, len(paths), 1000):
        out = subprocess.run([program] + paths[at:at + 1000], capture_output=True, check=True).stdout
        for line in out.decode('utf-8').split('\n'):
            if line.startswith('file '):
                here = texts[line[5:]] = []
            elif line:
                here.append(line.split('\t')[:4])
    return texts


def label(case, found):
    hits = align([(block[0], block[1]) for block in found], case['blocks'])
    masks = [ANY if h is None else mask_of(case['blocks'][h], block[0])
             for h, block in zip(hits, found)]
    return masks, sum(h is None for h in hits)


class Text:
    """A text that is learned from: the states of its blocks, and how much each counts."""

    def __init__(self, path, case, found, weight, share, longest, chance):
        self.path = path
        self.source = case.get('source') or path
        self.half = int(hashlib.md5(str(self.source).encode()).hexdigest(), 16) % 2
        self.masks, self.missed = label(case, found)
        self.words = [block[3].split('|') if block[3] else [] for block in found]
        self.used = [i for i, mask in enumerate(self.masks) if mask != ANY
                     and (mask != BIT['FURNITURE'] or chance.random() < share)]
        self.each = weight * min(1, longest / max(1, len(self.used)))


def load_texts(args):
    chance = random.Random(args.seed)
    texts = []
    for k, folder in enumerate(args.cases):
        folder, weight, share, longest = folder.split('=') + ['1', '1', 'inf'][folder.count('='):]
        cases = [(path, case) for path, case in load([folder])
                 if k or args.fold < 0 or not in_fold(case, path, args.folds, args.fold)]
        found = dump(args.build + '/dump', [path for path, _ in cases])
        texts += [Text(path, case, found[path], float(weight), float(share), float(longest), chance)
                  for path, case in cases if path in found]
    return texts


def learn_words(args, texts, words):
    """The weights of the words: of half 0, of half 1, and their mean."""
    number = {word: i for i, word in enumerate(words)}
    data = []
    for text in texts:
        for i in text.used:
            known = [str(number[word]) for word in text.words[i] if word in number]
            data.append(' '.join(['%x %.4g %d' % (text.masks[i], text.each, text.half)] + known))
    out = subprocess.run([args.build + '/words', str(len(STATES)), str(len(words))],
                         input='\n'.join(data).encode() + b'\n', stdout=subprocess.PIPE, check=True).stdout
    weights = [tuple(map(int, line.split())) for line in out.decode().splitlines()]
    halves = weights[:len(words)], weights[len(words):]
    mean = [tuple(round((a + b) / 2) for a, b in zip(*pair)) for pair in zip(*halves)]
    return [*halves, mean]


def choose_words(args, texts):
    """Those that stand in several sources and say most."""
    sources = {}
    for text in texts:
        of_source = sources.setdefault(text.source, set())
        for words in text.words:
            of_source.update(words)
    count = collections.Counter(word for of_source in sources.values() for word in of_source)
    least = min(LEAST_SOURCES, 1 + len(sources) // 10)
    words = sorted(word for word, n in count.items() if n >= least)
    says = learn_words(args, texts, words)[2]
    worth = {word: max(map(abs, of)) * count[word] ** 0.5 for word, of in zip(words, says)}
    return sorted(sorted(words, key=lambda word: (-worth[word], word))[:MOST_WORDS])


def write_lexicon(path, words, says):
    with open(path, 'w', encoding='utf-8') as out:
        out.write('/* SPDX-License-Identifier: MIT\n *\n'
                  ' * Made by tests/train/train.py (make train): see lexicon.h. How much a word\n'
                  ' * speaks, in tenths, for\n * %s.\n */\n' % ', '.join(STATES).lower())
        for word, of in zip(words, says):
            out.write('WORD("%s", %s)\n' % (word, ', '.join(map(str, of))))


def make(args, *programs):
    variant = os.path.basename(os.path.dirname(os.path.normpath(args.build)))
    programs = [args.build + '/' + program for program in programs]
    subprocess.run(['make', '-s', 'VARIANT=' + variant] + programs, check=True)
    return programs


def rows_of_half(args, texts, half, programs, n):
    """A line for each block that is learned from: its states, how much it counts, and
    the first n answers that the program of the other half finds."""
    mine = [text for text in texts if text.half == half]
    found = dump(programs[1 - half], [text.path for text in mine])
    rows = []
    for text in mine:
        for i in text.used:
            mask = text.masks[i]
            each = text.each * (args.open if mask & (mask - 1) else 1)
            answers = found[text.path][i][2].split(' ')[:n]
            rows.append('%x %.4g %s\n' % (mask, each, ' '.join(answers)))
    return rows


def learn_trees(args, rows, names, rounds):
    made = subprocess.run([args.build + '/boost', str(len(STATES)), str(len(names)), str(rounds),
                           str(args.eta), str(args.shrink)],
                          input=''.join(rows), stdout=subprocess.PIPE, text=True, check=True).stdout
    return [tree_of(line.split(), names) for line in made.splitlines()]


def learn_looks(args, texts, names):
    """The trees of the first and of the second look."""
    at_first = names[:names.index('FIRST_TITLE')]
    programs = make(args, 'dump0', 'dump1')
    rows = [rows_of_half(args, texts, half, programs, len(at_first)) for half in (0, 1)]
    with concurrent.futures.ThreadPoolExecutor() as pool:
        first, *of_halves = pool.map(lambda part: learn_trees(args, part, at_first, args.rounds),
                                     [rows[0] + rows[1], *rows])
    for half in (0, 1):
        write_trees(args.build + '/first%d.def' % half, of_halves[half])
    programs = make(args, 'look0', 'look1')
    rows = [rows_of_half(args, texts, half, programs, len(names)) for half in (0, 1)]
    return first, learn_trees(args, rows[0] + rows[1], names, args.again)


def tree_of(numbers, names):
    """(state, [(feature, least)...], leaves) of what boost writes."""
    state, *numbers = map(int, numbers)
    asks, leaves = numbers[:2 * DEPTH], numbers[2 * DEPTH:]
    return STATES[state], [(names[f], least) for f, least in zip(asks[::2], asks[1::2])], leaves


def write_trees(path, trees):
    with open(path, 'w', encoding='utf-8') as out:
        out.write('/* SPDX-License-Identifier: MIT\n *\n'
                  ' * Made by tests/train/train.py (make train): see model.c.\n */\n')
        for state, asks, leaves in trees:
            out.write('TREE(%s, %s,\n' % (state, ', '.join('%s, %d' % ask for ask in asks)))
            half = len(leaves) // 2
            for part, end in ((leaves[:half], ','), (leaves[half:], ')')):
                out.write('\t%s%s\n' % (', '.join(map(str, part)), end))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('build')
    ap.add_argument('cases', nargs='+')
    ap.add_argument('--out', default='src/read')
    ap.add_argument('--folds', type=int, default=1)
    ap.add_argument('--fold', type=int, default=-1)
    ap.add_argument('--rounds', type=int, default=200)
    ap.add_argument('--again', type=int, default=150, help='rounds for the second look')
    ap.add_argument('--eta', type=float, default=0.2)
    ap.add_argument('--shrink', type=float, default=8)
    ap.add_argument('--open', type=float, default=0.4)
    ap.add_argument('--seed', type=int, default=1)
    args = ap.parse_args()
    names = subprocess.run([args.build + '/dump', '--names'], capture_output=True,
                           check=True).stdout.decode('utf-8').split()
    texts = load_texts(args)
    print('%d texts, %d blocks; %d had no label' % (len(texts), sum(len(text.used) for text in texts),
                                                    sum(text.missed for text in texts)), file=sys.stderr)
    words = choose_words(args, texts)
    says = learn_words(args, texts, words)
    for half in (0, 1):
        write_lexicon(args.build + '/half%d.def' % half, words, says[half])
    for text in texts:
        text.words = None
    first, second = learn_looks(args, texts, names)
    write_lexicon(args.out + '/lexicon.def', words, says[2])
    write_trees(args.out + '/first.def', first)
    write_trees(args.out + '/second.def', second)


if __name__ == '__main__':
    main()
