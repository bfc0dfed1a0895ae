/* SPDX-License-Identifier: MIT */
#include "layout/qr.h"

#include <qrencode.h>

enum {
	MODULE = 91, /* half a millimetre: telephones read it from paper */
	QUIET = 4    /* modules that must be white on all sides */
};

static void free_code(void *code)
{
	QRcode_free(code);
}

static bool is_address(struct str s)
{
	return str_starts(s, STR_LIT("http://"))
	    || str_starts(s, STR_LIT("https://"));
}

/* The page's margin is white anyway; above and below there must be some. */
static struct lines *room_for(struct job *job, const struct qr *qr,
                              int32_t leading)
{
	int32_t height = qr_width(qr) + 2 * QUIET * MODULE;
	struct lines *lines = job_alloc(job, sizeof(*lines));

	lines->n = (size_t)((height + leading - 1) / leading);
	lines->line = job_alloc_array(job, lines->n, sizeof(*lines->line));
	return lines;
}

const struct qr *qr_new(struct job *job, struct str address, int32_t leading)
{
	struct cleanup *slot = job_reserve(job);
	struct qr *qr = job_alloc(job, sizeof(*qr));
	unsigned char *dark;
	size_t n;
	QRcode *code;

	if (!is_address(address))
		return NULL;
	code = QRcode_encodeString8bit(job_copy(job, address).ptr, 0,
	                               QR_ECLEVEL_M);
	if (!code)
		return NULL;
	job_own(job, slot, free_code, code);
	n = (size_t)code->width * (size_t)code->width;
	dark = job_alloc(job, n);
	for (size_t i = 0; i < n; i++)
		dark[i] = code->data[i] & 1;
	qr->modules = code->width;
	qr->dark = dark;
	qr->room = room_for(job, qr, leading);
	job_release(job, slot);
	return qr;
}

int32_t qr_width(const struct qr *qr)
{
	return qr->modules * MODULE;
}

static void add_rule(struct job *job, struct page *page, struct rule like)
{
	struct rule *rule = job_alloc(job, sizeof(*rule));

	*rule = like;
	if (page->last_rule)
		page->last_rule->next = rule;
	else
		page->rules = rule;
	page->last_rule = rule;
}

void qr_draw(struct job *job, const struct qr *qr, struct page *page, int32_t x,
             int32_t y)
{
	int n = qr->modules;

	for (int row = 0; row < n; row++) {
		const unsigned char *dark = qr->dark + row * n;

		for (int from = 0, to; from < n; from = to) {
			for (to = from + 1; to < n && dark[to] == dark[from];)
				to++;
			if (dark[from])
				add_rule(job, page, (struct rule){
					.x = x + from * MODULE,
					.y = y + row * MODULE,
					.width = (to - from) * MODULE,
					.height = MODULE,
				});
		}
	}
}
