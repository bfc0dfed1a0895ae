# SPDX-License-Identifier: MIT
#
# make          build the program and the library
# make demo     install what is missing, build, make books of examples/
# make check    install what is missing, build, run all tests
# make help     the other targets

PREFIX ?= /usr/local
DESTDIR ?=
CC ?= cc
CFLAGS ?= -O2 -g
VARIANT ?= release
BUILD := build/$(VARIANT)

PACKAGES := libxml-2.0 libzip harfbuzz harfbuzz-subset icu-uc icu-i18n \
	libexttextcat yaml-0.1 uuid zlib
A2B_CFLAGS := -std=c17 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Wpedantic -Iinclude -Isrc \
	-I$(BUILD) $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
A2B_LIBS := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lhpdf -lhyphen -lpthread -lm

LIB_SOURCES := $(wildcard src/*.c src/base/*.c src/model/*.c src/files/*.c \
	src/read/*.c src/layout/*.c src/epub/*.c src/pdf/*.c)
TOOL_SOURCES := $(wildcard src/tool/*.c)
LIB_OBJECTS := $(LIB_SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/templates.o
TOOL_OBJECTS := $(TOOL_SOURCES:%.c=$(BUILD)/%.o)

all: $(BUILD)/art2book $(BUILD)/libart2book.a

$(BUILD)/art2book: $(TOOL_OBJECTS) $(BUILD)/libart2book.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(A2B_LIBS)

$(BUILD)/libart2book.a: $(LIB_OBJECTS)
	rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(A2B_CFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

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

$(BUILD)/templates.o: $(BUILD)/templates.c
	$(CC) $(A2B_CFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

clean:
	rm -rf build

.PHONY: all clean
-include $(LIB_OBJECTS:.o=.d) $(TOOL_OBJECTS:.o=.d)
