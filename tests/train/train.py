#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Learns src/read/weights.def from labelled texts.

usage: train.py BUILD CASES... [--out FILE] [--folds N --fold K]

CASES are folders with pairs NAME.txt, NAME.json; a NAME.json holds "blocks", a
list of {"text", "kind"} in the order of the text, with "ambiguous" where the
label is open and "kind_ambiguous" where only the furniture is excluded. BUILD is
a folder with the programs `dump` and `crf` (make train builds and runs them all).
With --folds only texts whose source (or name) falls in another fold are used,
for trying on texts that were not learned from.
"""
import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import unicodedata

STATES = 'TITLE DEK BYLINE HEADING PARAGRAPH ITEM QUOTE CAPTION LEAD BREAK TAIL'.split()
BIT = {name: 1 << i for i, name in enumerate(STATES)}
FURNITURE = BIT['LEAD'] | BIT['BREAK'] | BIT['TAIL']
ANY = (1 << len(STATES)) - 1
KINDS = {'title': 'TITLE', 'dek': 'DEK', 'byline': 'BYLINE', 'heading': 'HEADING',
         'paragraph': 'PARAGRAPH', 'list': 'ITEM', 'quote': 'QUOTE',
         'caption': 'CAPTION'}
LEAST = 3  # a feature seen less often has no weight


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
            return BIT['TITLE'] | FURNITURE
        return ANY
    if block['kind'] == 'furniture':
        return FURNITURE
    if block.get('kind_ambiguous'):
        return ANY & ~FURNITURE & ~BIT['TITLE']
    if block['kind'] == 'list' and not marker:
        return BIT['PARAGRAPH'] | BIT['ITEM']
    if block['kind'] == 'quote':
        return BIT['QUOTE'] | (0 if marker else BIT['PARAGRAPH'])
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


def place(masks):
    """Furniture before, inside and behind the article."""
    article = [i for i, m in enumerate(masks) if not m & FURNITURE and m != BIT['TITLE']]
    if not article:
        return masks
    first, last = article[0], article[-1]
    out = []
    for i, m in enumerate(masks):
        part = BIT['LEAD'] if i < first else BIT['TAIL'] if i > last else BIT['BREAK']
        out.append(m & ~FURNITURE | (part if m & FURNITURE else 0))
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


def dump(build, cases):
    paths = [path for path, _ in cases]
    text = subprocess.run([build + '/dump'] + paths, capture_output=True, check=True).stdout
    texts = {}
    for line in text.decode('utf-8').split('\n'):
        if line.startswith('file '):
            here = texts[line[5:]] = []
        elif line:
            marker, words, features = line.split('\t')[:3]
            here.append((marker, words, [int(x) for x in features.split()]))
    return texts


def label(case, found):
    hits = align([(m, t) for m, t, _ in found], case['blocks'])
    masks = [ANY if h is None else mask_of(case['blocks'][h], m)
             for h, (m, _, _) in zip(hits, found)]
    return place(masks), sum(h is None for h in hits)


def write(path, names, rows, counts):
    n = len(STATES)
    with open(path, 'w', encoding='utf-8') as out:
        out.write('/* SPDX-License-Identifier: MIT\n *\n'
                  ' * Made by tests/train/train.py: what each feature says for each state, in\n'
                  ' * hundredths, in the order\n *\n *\t%s\n */\n'
                  % ', '.join(STATES).lower().replace(', item', ',\n *\titem'))
        for i, name in enumerate(names):
            row = rows[i]
            if counts[i] >= LEAST and any(row):
                out.write('WEIGHT(%d, "%s",\n\t%s)\n' % (i, name, ', '.join(map(str, row))))
        flat = [x for row in rows[len(names):len(names) + n] for x in row]
        for s in range(n):
            out.write('FOLLOWS(%s,\n\t%s)\n' % (STATES[s], ', '.join(map(str, flat[s * n:s * n + n]))))
        out.write('BEGINS(%s)\n' % ', '.join(map(str, rows[len(names) + n])))
        out.write('ENDS(%s)\n' % ', '.join(map(str, rows[len(names) + n + 1])))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('build')
    ap.add_argument('cases', nargs='+')
    ap.add_argument('--out', default='src/read/weights.def')
    ap.add_argument('--folds', type=int, default=1)
    ap.add_argument('--fold', type=int, default=-1)
    ap.add_argument('--steps', type=int, default=40)
    ap.add_argument('--sigma', type=float, default=0.35)
    ap.add_argument('--cost', type=float, default=1.0)
    args = ap.parse_args()
    cases = load(args.cases)
    texts = dump(args.build, cases)
    names = subprocess.run([args.build + '/dump', '--names'], capture_output=True,
                           check=True).stdout.decode('utf-8').split('\n')[:-1]
    counts, lost = [0] * len(names), 0
    learn, test = [], []
    for path, case in cases:
        tested = args.fold >= 0 and in_fold(case, path, args.folds, args.fold)
        found = texts.get(path, [])
        masks, missed = label(case, found)
        lost += missed
        data = test if tested else learn
        data.append('text')
        for mask, (_, _, features) in zip(masks, found):
            data.append('%x %s' % (mask, ' '.join(map(str, features))))
            for f in features if not tested else []:
                counts[f] += 1
    data = learn + ['test'] + test
    print('%d blocks, %d without a label' % (len(data), lost), file=sys.stderr)
    # what is too rare to learn from is not learned from
    data = [re.sub(r' (\d+)', lambda m: m.group() if counts[int(m.group(1))] >= LEAST else '', line)
            for line in data]
    made = subprocess.run([args.build + '/crf', str(len(STATES)), str(len(names)), str(args.steps),
                           str(args.sigma), str(args.cost), str(STATES.index('LEAD'))],
                          input='\n'.join(data).encode() + b'\n', stdout=subprocess.PIPE, check=True).stdout
    rows = [[int(x) for x in line.split()] for line in made.decode().split('\n') if line]
    write(args.out, names, rows, counts)


if __name__ == '__main__':
    main()
