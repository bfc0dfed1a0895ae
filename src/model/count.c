/* SPDX-License-Identifier: MIT */
#include "model/count.h"

#include "base/utf8.h"

/* By block. Hangul does set spaces. */
bool count_is_sign(uint32_t c)
{
	return (c >= 0x0e00 && c <= 0x0eff)   /* Thai, Lao */
	    || (c >= 0x1000 && c <= 0x109f)   /* Myanmar */
	    || (c >= 0x1780 && c <= 0x17ff)   /* Khmer */
	    || (c >= 0x3040 && c <= 0x30ff)   /* Kana */
	    || (c >= 0x3400 && c <= 0x9fff)   /* Han */
	    || (c >= 0xf900 && c <= 0xfaff)
	    || (c >= 0x20000 && c <= 0x3ffff);
}

static bool is_word(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')
	    || (c >= 'a' && c <= 'z')
	    || (c >= 0xc0 && !(c >= 0x2000 && c <= 0x206f)
	        && !(c >= 0x3000 && c <= 0x303f)
	        && !(c >= 0xff00 && c <= 0xff0f));
}

void count_text(struct str text, struct amount *amount)
{
	bool inside = false;
	size_t at = 0;

	while (at < text.len) {
		uint32_t c = utf8_next(text, &at);

		if (count_is_sign(c)) {
			amount->signs++;
			inside = false;
		} else if (utf8_is_space(c)) {
			inside = false;
		} else if (!inside && is_word(c)) {
			amount->words++;
			inside = true;
		}
	}
}

struct amount count_node(const struct node *node)
{
	struct amount amount = {0};

	for (const struct node *n = node; n; n = node_following(node, n, false))
		if (n->kind == NODE_TEXT || n->kind == NODE_CODE)
			count_text(n->text, &amount);
	return amount;
}

size_t amount_words(struct amount amount)
{
	return amount.words + amount.signs / 2;
}

int amount_minutes(struct amount amount)
{
	double minutes = (double)amount.words / 230
	               + (double)amount.signs / 450;

	return minutes < 1 ? 1 : (int)(minutes + 0.5);
}
