/* SPDX-License-Identifier: MIT */
/*
 * What a document says of itself: XMP inside fo:declarations (XSL 1.1 §6.4.3 lets elements of other namespaces stand there).
 * In: the elements of the packet, as they come. Out: the properties that a PDF shows, in struct fo_metadata.
 */
#include "fo/build_frame.h"

#include <stddef.h>
#include <string.h>

#define XMP_META "adobe:ns:meta/"
#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define DC "http://purl.org/dc/elements/1.1/"
#define PDF "http://ns.adobe.com/pdf/1.3/"
#define XMP "http://ns.adobe.com/xap/1.0/"

static const struct property {
    const char *uri, *local;
    size_t offset;              /* in struct fo_metadata */
    bool list;                  /* its items are listed; otherwise they say the same in several languages */
} properties[] = {
    { DC, "title", offsetof(struct fo_metadata, title), false },
    { DC, "creator", offsetof(struct fo_metadata, author), true },
    { DC, "description", offsetof(struct fo_metadata, subject), false },
    { PDF, "Keywords", offsetof(struct fo_metadata, keywords), false },
    { XMP, "CreateDate", offsetof(struct fo_metadata, date), false },
};

static const struct property *find(const struct fo_name *name)
{
    for (size_t i = 0; name->uri && i < G_N_ELEMENTS(properties); i++)
        if (!strcmp(properties[i].local, name->local) && !strcmp(properties[i].uri, name->uri))
            return &properties[i];
    return NULL;
}

/* The first value counts; white space is collapsed, letters are composed as in the text. */
static void set(struct fo_builder *b, const struct property *p, struct fo_slice text)
{
    const char **field = (const char **)(void *)((char *)&b->doc.metadata + p->offset);
    char *raw = g_strndup(text.s, text.n), *nfc = g_utf8_normalize(raw, -1, G_NORMALIZE_NFC);
    char **words = g_strsplit_set(nfc ? nfc : "", " \t\r\n", -1);
    GString *s = g_string_new(NULL);
    for (char **w = words; *w; w++)
        if (**w)
            g_string_append_printf(s, "%s%s", s->len ? " " : "", *w);
    if (!*field && s->len)
        *field = arena_strdup(b->doc_arena, s->str);
    g_string_free(s, TRUE);
    g_strfreev(words);
    g_free(nfc);
    g_free(raw);
}

bool fo_metadata_begins(const struct fo_builder *b, const struct fo_name *name)
{
    return fo_top(b)->type == FO_DECLARATIONS && name->uri && (!strcmp(name->uri, XMP_META) || !strcmp(name->uri, RDF));
}

void fo_metadata_start(struct fo_builder *b, const struct fo_name *name, const struct fo_raw *attrs, unsigned n)
{
    struct fo_packet *k = &b->packet;
    for (unsigned i = 0; i < n; i++) {          /* short form: properties as attributes */
        const struct property *p = find(&attrs[i].name);
        if (p)
            set(b, p, fo_shape_clean(b->doc_arena, attrs[i].value));
    }
    const struct property *p = k->depth ? NULL : find(name);
    if (p) {
        k->property = (unsigned)(p - properties);
        k->depth = b->foreign_depth;
        k->items = 0;
        g_string_truncate(k->text, 0);
    } else if (k->depth && !strcmp(name->local, "li") && ++k->items > 1 && properties[k->property].list) {
        g_string_append(k->text, ", ");
    }
}

void fo_metadata_text(struct fo_builder *b, const char *s, size_t n)
{
    const struct fo_packet *k = &b->packet;
    if (k->depth && (k->items <= 1 || properties[k->property].list))
        g_string_append_len(k->text, s, (gssize)n);
}

void fo_metadata_end(struct fo_builder *b)
{
    struct fo_packet *k = &b->packet;
    if (k->depth != b->foreign_depth)
        return;
    set(b, &properties[k->property], (struct fo_slice){ k->text->str, k->text->len });
    g_string_truncate(k->text, 0);
    k->depth = 0;
}
