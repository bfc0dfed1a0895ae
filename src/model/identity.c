/* SPDX-License-Identifier: MIT */
#include "model/identity.h"

#include <uuid/uuid.h>

#include "base/buf.h"

/* The namespace of art2book's names: a random UUID, never to be changed, for
   with it all books would be new ones to the readers that know them. */
static const uuid_t space = {
	0x6b, 0x1f, 0x0e, 0x52, 0x93, 0xd4, 0x4c, 0x0a,
	0x8e, 0x27, 0x5d, 0x41, 0xc6, 0x0b, 0xf9, 0x38,
};

struct str identity_uuid(struct job *job, const struct str *parts, size_t n)
{
	char text[UUID_STR_LEN];
	struct buf name;
	uuid_t uuid;

	buf_init(&name, job);
	for (size_t i = 0; i < n; i++) {
		buf_add_str(&name, parts[i]);
		buf_add_char(&name, '\n'); /* in no part: they are single lines */
	}
	uuid_generate_sha1(uuid, space, name.ptr, name.len);
	uuid_unparse_lower(uuid, text);
	return job_keep_copy(job, str_of(text));
}
