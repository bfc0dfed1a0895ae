# SPDX-License-Identifier: MIT
# What make install puts in place is enough to use the library.
. tests/lib/tap.sh

quiet_make() {
	env -u MAKEFLAGS -u MAKELEVEL make --no-print-directory \
		VARIANT="${BUILD##*/}" DESTDIR="$TMP/root" PREFIX=/opt/a "$@"
}

flags() { # as a package manager sees them
	PKG_CONFIG_PATH=$TMP/root/opt/a/lib/pkgconfig \
		pkg-config --define-variable=prefix="$TMP/root/opt/a" "$@" \
		art2book
}

printf 'A title\n\nSome words that make up a paragraph.\n' >"$TMP/a.txt"
is 'make install' quiet_make install
is 'a program is built against it' sh -c "${CC:-cc} ${CFLAGS-} \
	-o '$TMP/use' tests/e2e/install.c $(flags --cflags --libs)"
is 'it makes a book' "$TMP/use" "$TMP/a.txt" "$TMP/a.epub"
"$TMP/root/opt/a/bin/art2book" "$TMP/a.txt" -o "$TMP/b.epub"
is 'the same as the command' cmp "$TMP/a.epub" "$TMP/b.epub"
is 'make uninstall' quiet_make uninstall
is 'nothing is left' test "$(find "$TMP/root" ! -type d)" = ''

finish
