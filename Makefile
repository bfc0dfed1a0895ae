# SPDX-License-Identifier: MIT
#
# make          build the program and the library
# make demo     install what is missing, build, make books of examples/
# make check    install what is missing, build, run all tests
# make help     the other targets
#
# make install PREFIX=/usr/local DESTDIR=   also: make uninstall
# make deps     only install what is missing
# make clean    take away all that was made

PREFIX ?= /usr/local
DESTDIR ?=
CC ?= cc
VARIANT ?= release
VERSION := $(shell sed -n 's/^.define A2B_VERSION "\(.*\)"/\1/p' include/art2book.h)
BUILD := build/$(VARIANT)

# A variant is a set of flags with a folder of its own under build/.
FLAGS_release := -O2 -g
FLAGS_sanitize := -O1 -g -fno-omit-frame-pointer \
	-fsanitize=address,undefined -fno-sanitize-recover=undefined
FLAGS_fuzz := -O1 -g -fsanitize=fuzzer-no-link,address,undefined
FLAGS_gcc := -O2 -Werror
FLAGS_clang := -O2 -Werror
CFLAGS ?= $(FLAGS_$(VARIANT))

PACKAGES := libxml-2.0 libzip harfbuzz harfbuzz-subset freetype2 fontconfig \
	icu-uc icu-i18n lcms2 libexttextcat libqrencode yaml-0.1 uuid zlib
LIBRARIES := -lhpdf -lpthread -lm
A2B_CFLAGS := -std=c17 -D_XOPEN_SOURCE=700 -Wall -Wextra -Wpedantic \
	-Iinclude -Isrc -I$(BUILD) \
	$(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
A2B_LIBS := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) $(LIBRARIES)

LIB_SOURCES := $(sort $(wildcard src/*.c src/base/*.c src/model/*.c \
	src/files/*.c src/read/*.c src/layout/*.c src/epub/*.c src/pdf/*.c \
	src/check/*.c))
TOOL_SOURCES := $(sort $(wildcard src/tool/*.c))
LIB_OBJECTS := $(LIB_SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/templates.o
TOOL_OBJECTS := $(TOOL_SOURCES:%.c=$(BUILD)/%.o)

# Commands in short; make V=1 shows them in full.
say = $(if $(V),,@printf '  %-4s %s\n' $1 $@;)

all: $(BUILD)/art2book $(BUILD)/libart2book.a

$(BUILD)/art2book: $(TOOL_OBJECTS) $(BUILD)/libart2book.a
	$(call say,LD)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o %.a,$^) $(A2B_LIBS)

$(BUILD)/libart2book.a: $(LIB_OBJECTS) $(BUILD)/recipe
	@rm -f $@
	$(call say,AR)$(AR) rcs $@ $(LIB_OBJECTS)

$(BUILD)/%.o: %.c $(BUILD)/recipe
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(A2B_CFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# Changes when the flags or the list of sources do, so that all is built again.
$(BUILD)/recipe: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(A2B_CFLAGS) $(CFLAGS) $(LIB_SOURCES)' | \
	cmp -s - $@ || echo '$(CC) $(A2B_CFLAGS) $(CFLAGS) $(LIB_SOURCES)' > $@

# The templates, compiled into the program: struct template templates[].
$(BUILD)/templates.c: $(wildcard templates/*) Makefile
	@mkdir -p $(@D)
	@{ echo '#include "epub/template.h"'; i=0; \
	for f in templates/*; do [ -f "$$f" ] || continue; \
	echo "static const unsigned char file_$$i[] = {"; \
	od -An -v -tx1 "$$f" | sed 's/ \(..\)/0x\1,/g'; echo '0};'; \
	i=$$((i + 1)); done; \
	echo 'const struct template templates[] = {'; i=0; \
	for f in templates/*; do [ -f "$$f" ] || continue; \
	echo "{\"$${f##*/}\", {(const char *)file_$$i, sizeof(file_$$i) - 1}},"; \
	i=$$((i + 1)); done; echo '{0}};'; } > $@

$(BUILD)/templates.o: $(BUILD)/templates.c $(BUILD)/recipe
	$(call say,CC)$(CC) $(A2B_CFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# What the machine must have is in packages/list; nothing else installs.
deps:
	@packages/install build run test

# The packages may only come now, so a make of its own looks for them.
demo check accept: deps
	@$(MAKE) --no-print-directory $@-only

demo-only: all
	@mkdir -p build/demo
	@for text in examples/*.txt examples/*/book.yaml; do \
	name=$${text#examples/}; name=$${name%/book.yaml}; \
	book=build/demo/$${name%.txt}; \
	$(BUILD)/art2book "$$text" -o "$$book.epub" -o "$$book.pdf" || exit 1; \
	echo "$$book.epub $$book.pdf"; done

INSTALL ?= install
AT := $(DESTDIR)$(PREFIX)

install: all $(BUILD)/art2book.pc
	$(INSTALL) -d $(AT)/bin $(AT)/include $(AT)/lib/pkgconfig \
		$(AT)/share/man/man1 $(AT)/share/man/man5
	$(INSTALL) -m 755 $(BUILD)/art2book $(AT)/bin
	$(INSTALL) -m 644 include/art2book.h $(AT)/include
	$(INSTALL) -m 644 $(BUILD)/libart2book.a $(AT)/lib
	$(INSTALL) -m 644 $(BUILD)/art2book.pc $(AT)/lib/pkgconfig
	$(INSTALL) -m 644 art2book.1 $(AT)/share/man/man1
	$(INSTALL) -m 644 art2book.5 $(AT)/share/man/man5

uninstall:
	rm -f $(AT)/bin/art2book $(AT)/include/art2book.h \
		$(AT)/lib/libart2book.a $(AT)/lib/pkgconfig/art2book.pc \
		$(AT)/share/man/man1/art2book.1 $(AT)/share/man/man5/art2book.5

# Only a static library is built, so what it needs is not private.
$(BUILD)/art2book.pc: Makefile FORCE
	@printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$${prefix}/lib' \
	'includedir=$${prefix}/include' '' 'Name: art2book' \
	'Description: books from the bare text of articles' \
	'Version: $(VERSION)' 'Requires: $(PACKAGES)' \
	'Cflags: -I$${includedir}' \
	'Libs: -L$${libdir} -lart2book $(LIBRARIES)' > $@

clean:
	rm -rf build

help:
	@sed -n 's/^# make/make/p' Makefile tests/tests.mk

FORCE:
.PHONY: all deps demo demo-only check accept install uninstall clean help FORCE
include tests/tests.mk
-include $(LIB_OBJECTS:.o=.d) $(TOOL_OBJECTS:.o=.d)
