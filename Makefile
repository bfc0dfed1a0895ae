# SPDX-License-Identifier: MIT
#
# make          build the program and the library
# make demo     install what is missing, build, make books of examples/
# make check    install what is missing, build, run all tests
# make help     the other targets

PREFIX ?= /usr/local
DESTDIR ?=
CC ?= cc
VARIANT ?= release
BUILD := build/$(VARIANT)

# A variant is a set of flags with a folder of its own under build/.
FLAGS_release := -O2 -g
FLAGS_sanitize := -O1 -g -fno-omit-frame-pointer \
	-fsanitize=address,undefined -fno-sanitize-recover=undefined
FLAGS_fuzz := -O1 -g -fsanitize=fuzzer-no-link,address,undefined
FLAGS_gcc := -O2 -Werror
FLAGS_clang := -O2 -Werror
CFLAGS ?= $(FLAGS_$(VARIANT))

PACKAGES := libxml-2.0 libzip harfbuzz harfbuzz-subset icu-uc icu-i18n \
	libexttextcat yaml-0.1 uuid zlib
LIBRARIES := -lhpdf -lhyphen -lpthread -lm # those without a pkg-config file
A2B_CFLAGS := -std=c17 -D_XOPEN_SOURCE=700 -Wall -Wextra -Wpedantic \
	-Iinclude -Isrc -I$(BUILD) \
	$(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
A2B_LIBS := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) $(LIBRARIES)

LIB_SOURCES := $(sort $(wildcard src/*.c src/base/*.c src/model/*.c \
	src/files/*.c src/read/*.c src/layout/*.c src/epub/*.c src/pdf/*.c))
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
	@for text in examples/*.txt; do name=$${text##*/}; \
	book=build/demo/$${name%.txt}; \
	$(BUILD)/art2book "$$text" -o "$$book.epub" -o "$$book.pdf" || exit 1; \
	echo "$$book.epub $$book.pdf"; done

clean:
	rm -rf build

help:
	@awk '/^# make/ {sub(/^# /, ""); print}' Makefile tests/tests.mk

FORCE:
.PHONY: all deps demo demo-only check accept clean help FORCE
include tests/tests.mk
-include $(LIB_OBJECTS:.o=.d) $(TOOL_OBJECTS:.o=.d)
