#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Learns src/read/trees.def from labelled texts.

usage: train.py BUILD CASES[=WEIGHT[=SHARE[=LONGEST]]]... [--out FILE] [--folds N --fold K]

CASES are folders with pairs NAME.txt, NAME.json; a NAME.json holds "blocks", a
list of {"text", "kind"} in the order of the text, with "ambiguous" where the
label is open and "kind_ambiguous" where only the furniture is excluded. Blocks
of a folder count WEIGHT (1), and of its furniture only SHARE (1) is learned
from, for whole pages are mostly that. A text with more than LONGEST blocks (no
limit) counts no more than one that has so many. BUILD is a folder with the
programs `dump` and `boost`; `make train CASES=...` builds and runs them all. With
--folds texts of one fold of the first folder, by source or name, are left out,
for trying what was learned on them.
"""
import argparse
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
    return masks, sum(h is None for h in hits)


def write(path, names, trees):
    with open(path, 'w', encoding='utf-8') as out:
        out.write('/* SPDX-License-Identifier: MIT\n *\n'
                  ' * Made by tests/train/train.py (make train): see model.c.\n */\n')
        for state, *tree in trees:
            asks, leaves = tree[:2 * DEPTH], tree[2 * DEPTH:]
            asks = ', '.join('%s, %d' % (names[f], least)
                             for f, least in zip(asks[::2], asks[1::2]))
            out.write('TREE(%s, %s,\n' % (STATES[state], asks))
            half = len(leaves) // 2
            for part, end in ((leaves[:half], ','), (leaves[half:], ')')):
                out.write('\t%s%s\n' % (', '.join(map(str, part)), end))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('build')
    ap.add_argument('cases', nargs='+')
    ap.add_argument('--out', default='src/read/trees.def')
    ap.add_argument('--folds', type=int, default=1)
    ap.add_argument('--fold', type=int, default=-1)
    ap.add_argument('--rounds', type=int, default=200)
    ap.add_argument('--eta', type=float, default=0.2)
    ap.add_argument('--shrink', type=float, default=8)
    ap.add_argument('--seed', type=int, default=1)
    args = ap.parse_args()
    names = subprocess.run([args.build + '/dump', '--names'], capture_output=True,
                           check=True).stdout.decode('utf-8').split()
    data, lost, texts_learned = [], 0, 0
    chance = random.Random(args.seed)
    for k, folder in enumerate(args.cases):
        folder, weight, share, longest = folder.split('=') + ['1', '1', 'inf'][folder.count('='):]
        cases = load([folder])
        texts = dump(args.build, cases)
        for path, case in cases:
            if k == 0 and args.fold >= 0 and in_fold(case, path, args.folds, args.fold):
                continue
            found = texts.get(path, [])
            masks, missed = label(case, found)
            lost += missed
            texts_learned += 1
            seen = [(mask, features) for mask, (_, _, features) in zip(masks, found)
                    if mask != ANY and (mask != BIT['FURNITURE'] or chance.random() < float(share))]
            each = float(weight) * min(1, float(longest) / max(1, len(seen)))
            data += ['%x %.4g %s' % (mask, each, ' '.join(map(str, features)))
                     for mask, features in seen]
    print('%d texts, %d blocks; %d had no label' % (texts_learned, len(data), lost), file=sys.stderr)
    made = subprocess.run([args.build + '/boost', str(len(STATES)), str(len(names)), str(args.rounds),
                           str(args.eta), str(args.shrink)],
                          input='\n'.join(data).encode() + b'\n', stdout=subprocess.PIPE, check=True).stdout
    write(args.out, names, [[int(x) for x in line.split()] for line in made.decode().splitlines()])


if __name__ == '__main__':
    main()
