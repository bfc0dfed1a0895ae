/* SPDX-License-Identifier: MIT */
#include "pdf/labels.h"

#include "pdf/trees.h"

/* How a page is called: by a number, or by nothing but a text. */
struct label {
	char style;           /* 'D' 12, 'r' xii, 'R' XII; 0: by `text` */
	int number;
	struct str text;
};

/* 0: no number, or one that nobody prints. */
static int read_decimal(struct str s)
{
	int number = 0;

	if (s.len == 0 || s.len > 7 || s.ptr[0] == '0')
		return 0;
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return 0;
		number = number * 10 + (s.ptr[i] - '0');
	}
	return number;
}

/* Roman in small letters or, with a `shift` of 32, in capitals. A number counts
   only if it is written in the usual way. */
static int read_roman(struct str s, int shift)
{
	static const struct {
		const char *letters;
		int value;
	} parts[] = {
		{"m", 1000}, {"cm", 900}, {"d", 500}, {"cd", 400}, {"c", 100},
		{"xc", 90}, {"l", 50}, {"xl", 40}, {"x", 10}, {"ix", 9},
		{"v", 5}, {"iv", 4}, {"i", 1},
	};
	int number = 0;
	size_t at = 0;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		struct str letters = str_of(parts[i].letters);
		int most = letters.len == 2 || letters.ptr[0] == 'd'
		        || letters.ptr[0] == 'l' || letters.ptr[0] == 'v' ?
		           1 : 3;

		while (most-- > 0 && s.len - at >= letters.len
		    && s.ptr[at] + shift == letters.ptr[0]
		    && s.ptr[at + letters.len - 1] + shift
		       == letters.ptr[letters.len - 1]) {
			number += parts[i].value;
			at += letters.len;
		}
	}
	return at == s.len ? number : 0;
}

static struct label read_label(struct str text)
{
	struct label label = {0, 0, text};

	if ((label.number = read_decimal(text)) > 0)
		label.style = 'D';
	else if ((label.number = read_roman(text, 0)) > 0)
		label.style = 'r';
	else if ((label.number = read_roman(text, 32)) > 0)
		label.style = 'R';
	return label;
}

static bool follows(const struct label *label, const struct label *before)
{
	if (label->style != before->style)
		return false;
	return label->style ? label->number == before->number + 1 :
	                      str_empty(label->text) && str_empty(before->text);
}

static uint32_t write_label(struct writer *w, const struct label *label)
{
	HPDF_Dict dict = pdf_dict(w, "PageLabel");
	char style[2] = {label->style, '\0'};

	if (label->style) {
		pdf_set(w, dict, "S", pdf_name(w, style));
		pdf_set(w, dict, "St", pdf_number(w, label->number));
	} else if (!str_empty(label->text)) {
		pdf_set(w, dict, "P", pdf_text(w, label->text));
	}
	return writer_add(w, dict);
}

uint32_t labels_write(struct job *job, struct writer *w,
                      const struct pages *pages)
{
	struct tree *tree = tree_new_numbers(job, w);
	struct label before = {0};

	for (size_t i = 0; i < pages->n_pages; i++) {
		struct label label = read_label(pages->page[i].label);

		if (i == 0 || !follows(&label, &before))
			tree_add(tree, (uint32_t)i, write_label(w, &label));
		before = label;
	}
	return tree_write(tree);
}
