# SPDX-License-Identifier: MIT
# The command: options, outputs, exit status, messages.
. tests/lib/tap.sh

printf 'A title\n\nA paragraph that has a few words.\n' >"$TMP/a.txt"

runs 'the model on standard output' 0 "$TMP/a.txt" -o - -t tree
has out 'paragraph'

finish
