/* SPDX-License-Identifier: MIT */
/*
 * PDF through cairo: pages, links, destinations, outline, metadata, page labels.
 *
 * What cairo 1.16 needs: link tags outside a "Document" tag break the cross-reference table, so a page with links or
 * destinations is one such tag. A link's target may be on a later page; targets that never came are put at
 * the top of the last page (layout has reported them), which is therefore held open until the end. A link that shows its
 * target below the top has a destination of its own, on the target's page, unless that page is written already. cairo
 * writes the time of day as the creation date unless an empty one is set.
 */
#include "out/backends.h"

#include "out/descriptor.h"
#include "out/draw.h"

#include <cairo-pdf.h>
#include <glib.h>
#include <string.h>

/* Where an id is. */
struct dest {
    int page;                   /* 1-based, in the file */
    double x, y;
};

struct out {
    struct out_sink sink;
    struct descriptor_mender mender;
    struct out_options options;
    struct out_meta meta;       /* its bookmarks are the caller's until the end */
    struct diag *diag;
    cairo_surface_t *surface;
    cairo_t *cr;
    struct draw *draw;
    int pages;
    bool open;                  /* the last page is not shown yet */
    bool in_document;           /* … and its Document tag is open */
    GHashTable *dests;          /* id -> struct dest */
    GHashTable *wanted;         /* id that links name -> GArray of the len_t offsets they name it with, 0 for none */
    char *date_cairo, *date_right;      /* the document's date as cairo writes it, as it should; or NULL */
};

/* --- cairo's attribute strings --- */

static void put_double(GString *s, double v)
{
    char buf[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append(s, g_ascii_formatd(buf, sizeof buf, "%.3f", v));
}

static void put_string(GString *s, const char *name, const char *value)
{
    g_string_append_printf(s, "%s='", name);
    for (const char *p = value; *p; p++) {
        if (*p == '\'' || *p == '\\')
            g_string_append_c(s, '\\');
        g_string_append_c(s, *p);
    }
    g_string_append_c(s, '\'');
}

/* A URI in PDF is 7-bit ASCII (ISO 32000-1 §12.6.4.7): everything else as %-escapes. */
static void put_uri(GString *s, const char *uri)
{
    char *ascii = g_uri_escape_string(uri, G_URI_RESERVED_CHARS_GENERIC_DELIMITERS
                                      G_URI_RESERVED_CHARS_SUBCOMPONENT_DELIMITERS "%", FALSE);
    put_string(s, "uri", ascii);
    g_free(ascii);
}

/*
 * The name of an id's destination. cairo 1.16 writes names as they are, without escapes for a string of PDF, and does not
 * sort what is not ASCII: all but letters, digits and "._-~" becomes %-escapes; absurdly long ones a digest. So no id's name
 * has the "+" in it that an offset comes behind.
 */
static void put_name(GString *s, const char *attribute, const char *id, len_t offset)
{
    char *name = strlen(id) > 200 ? g_compute_checksum_for_string(G_CHECKSUM_SHA256, id, -1)
                                  : g_uri_escape_string(id, NULL, FALSE);
    char *whole = offset ? g_strdup_printf("%s+%d", name, (int)offset) : g_strdup(name);
    put_string(s, attribute, whole);
    g_free(whole);
    g_free(name);
}

static void put_rect(GString *s, const struct area_rect *r)
{
    const double v[4] = { r->x, r->y, r->w, r->h };
    g_string_append(s, " rect=");
    for (int i = 0; i < 4; i++) {
        g_string_append_c(s, i ? ' ' : '[');
        put_double(s, v[i]);
    }
    g_string_append_c(s, ']');
}

static void empty_tag(struct out *o, const char *tag, const char *attributes)
{
    cairo_tag_begin(o->cr, tag, attributes);
    cairo_tag_end(o->cr, tag);
}

/* `offset` above the place (XSL 1.1 §7.23.5), as far as the page goes. */
static double above(double y, len_t offset)
{
    return offset ? MAX(0.0, y - len_to_pt(offset)) : y;
}

static void put_dest_tag(struct out *o, const char *id, double x, double y, len_t offset)
{
    GString *s = g_string_new(NULL);
    put_name(s, "name", id, offset);
    g_string_append(s, " x=");
    put_double(s, x);
    g_string_append(s, " y=");
    put_double(s, above(y, offset));
    empty_tag(o, CAIRO_TAG_DEST, s->str);
    g_string_free(s, TRUE);
}

static void put_place(GString *s, const struct dest *d, len_t offset)
{
    g_string_append_printf(s, "page=%d pos=[", d->page);
    put_double(s, d->x);
    g_string_append_c(s, ' ');
    put_double(s, above(d->y, offset));
    g_string_append_c(s, ']');
}

/* --- beginning --- */

/*
 * cairo 1.16 writes a date without the "D:" that ISO 32000-1 §7.9.4 wants. It comes as a piece of its own, with a zone
 * long enough that the right form, filled up with blanks, takes no more room.
 */
#define DATE_CAIRO "(%Y%m%d%H%M%S+00'00)"
#define DATE_RIGHT "(D:%Y%m%d%H%M%SZ)   "

static cairo_status_t pdf_write(void *user, const unsigned char *data, unsigned len)
{
    struct out *o = user;
    if (o->date_cairo && len == strlen(o->date_cairo) && memcmp(data, o->date_cairo, len) == 0)
        data = (const unsigned char *)o->date_right;
    return descriptor_mender_write(&o->mender, data, len);
}

static void set_metadata(struct out *o)
{
    const struct out_meta *m = &o->meta;
    const struct {
        cairo_pdf_metadata_t what;
        const char *value;
    } rows[] = {
        { CAIRO_PDF_METADATA_TITLE, m->title },
        { CAIRO_PDF_METADATA_AUTHOR, m->author },
        { CAIRO_PDF_METADATA_SUBJECT, m->subject },
        { CAIRO_PDF_METADATA_KEYWORDS, m->keywords },
        { CAIRO_PDF_METADATA_CREATOR, "sapchu" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if (rows[i].value && *rows[i].value)
            cairo_pdf_surface_set_metadata(o->surface, rows[i].what, rows[i].value);
    GDateTime *t = m->date ? g_date_time_new_from_unix_utc(m->date) : NULL;
    if (!t) {
        cairo_pdf_surface_set_metadata(o->surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
        return;
    }
    char *date = g_date_time_format(t, "%Y-%m-%dT%H:%M:%S+00:00");
    cairo_pdf_surface_set_metadata(o->surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
    cairo_pdf_surface_set_metadata(o->surface, CAIRO_PDF_METADATA_MOD_DATE, date);
    o->date_cairo = g_date_time_format(t, DATE_CAIRO);
    o->date_right = g_date_time_format(t, DATE_RIGHT);
    g_free(date);
    g_date_time_unref(t);
}

static void free_offsets(gpointer offsets)
{
    g_array_free(offsets, TRUE);
}

static struct out *pdf_begin(const struct out_meta *m, const struct out_options *opt, const struct out_stream *s,
                             struct diag *d)
{
    struct out *o = g_new0(struct out, 1);
    o->sink.stream = s;
    descriptor_mender_init(&o->mender, &o->sink);
    o->options = *opt;
    if (m)
        o->meta = *m;
    o->diag = d;
    o->surface = cairo_pdf_surface_create_for_stream(pdf_write, o, 595, 842);
    o->cr = cairo_create(o->surface);
    o->draw = draw_new(o->cr, true, 0);
    o->dests = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    o->wanted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_offsets);
    set_metadata(o);
    return o;
}

/* --- a page's links and destinations --- */

struct mark {
    const struct area_tag *tag;
    struct area_rect rect;
};

struct marks {
    GArray *v;                  /* of struct mark */
    GPtrArray *tags;            /* those of the areas from the root down */
};

/* An area without a tag is its parent's; one with the parent's tag adds nothing to it. */
static void marks_enter(void *user, const struct area_visit *v)
{
    struct marks *m = user;
    const struct area_tag *parent = v->depth ? g_ptr_array_index(m->tags, v->depth - 1) : NULL;
    const struct area_tag *t = v->area->tag ? v->area->tag : parent;
    g_ptr_array_set_size(m->tags, (int)v->depth);
    g_ptr_array_add(m->tags, (void *)t);
    if (!t || t == parent || !(t->id || t->uri || t->dest))
        return;
    struct mark k = { t, area_visit_rect(v) };
    g_array_append_val(m->v, k);
}

static GArray *collect_marks(const struct area_page *p)
{
    struct marks m = { g_array_new(FALSE, FALSE, sizeof(struct mark)), g_ptr_array_new() };
    area_walk(p, &(struct area_visitor){ .user = &m, .enter = marks_enter });
    g_ptr_array_free(m.tags, TRUE);
    return m.v;
}

/* The link goes to a name; where the id comes later, its destinations are made then. */
static void want(struct out *o, const char *id, len_t offset)
{
    GArray *offsets = g_hash_table_lookup(o->wanted, id);
    if (!offsets) {
        offsets = g_array_new(FALSE, FALSE, sizeof(len_t));
        g_hash_table_insert(o->wanted, g_strdup(id), offsets);
    }
    for (guint i = 0; i < offsets->len; i++)
        if (g_array_index(offsets, len_t, i) == offset)
            return;
    g_array_append_val(offsets, offset);
}

static void put_link(struct out *o, const struct mark *k)
{
    const struct dest *known = k->tag->dest_offset && k->tag->dest ? g_hash_table_lookup(o->dests, k->tag->dest) : NULL;
    GString *s = g_string_new(NULL);
    if (k->tag->uri) {
        put_uri(s, k->tag->uri);
    } else if (!o->options.only_page && known) {
        put_place(s, known, k->tag->dest_offset);
        g_string_append_c(s, ' ');
    } else if (!o->options.only_page) {
        put_name(s, "dest", k->tag->dest, k->tag->dest_offset);
        want(o, k->tag->dest, k->tag->dest_offset);
    }
    if (s->len) {
        put_rect(s, &k->rect);
        empty_tag(o, CAIRO_TAG_LINK, s->str);
    }
    g_string_free(s, TRUE);
}

/* The destinations above `d` that links to the id have asked for. */
static void put_offset_dests(struct out *o, const char *id, const struct dest *d)
{
    const GArray *offsets = g_hash_table_lookup(o->wanted, id);
    for (guint i = 0; offsets && i < offsets->len; i++)
        if (g_array_index(offsets, len_t, i))
            put_dest_tag(o, id, d->x, d->y, g_array_index(offsets, len_t, i));
}

/* The first area of an id is its destination. */
static void put_dest(struct out *o, const struct mark *k)
{
    if (!*k->tag->id || g_hash_table_contains(o->dests, k->tag->id))
        return;
    struct dest *d = g_new(struct dest, 1);
    *d = (struct dest){ o->pages, k->rect.x, k->rect.y };
    g_hash_table_insert(o->dests, g_strdup(k->tag->id), d);
    put_dest_tag(o, k->tag->id, d->x, d->y, 0);
    put_offset_dests(o, k->tag->id, d);
}

static void put_marks(struct out *o, const GArray *marks)
{
    for (guint i = 0; i < marks->len; i++) {
        const struct mark *k = &g_array_index(marks, struct mark, i);
        if (k->tag->id)
            put_dest(o, k);
        if ((k->tag->uri && *k->tag->uri) || (k->tag->dest && *k->tag->dest))
            put_link(o, k);
    }
}

/* --- pages --- */

static bool pdf_check(struct out *o)
{
    cairo_status_t s = cairo_status(o->cr);
    if (s == CAIRO_STATUS_SUCCESS)
        s = cairo_surface_status(o->surface);
    return out_cairo_check(s, &o->sink, "PDF", o->diag);
}

static void begin_document(struct out *o)
{
    if (!o->in_document)
        cairo_tag_begin(o->cr, "Document", NULL);
    o->in_document = true;
}

static void show_page(struct out *o)
{
    if (!o->open)
        return;
    if (o->in_document)
        cairo_tag_end(o->cr, "Document");
    o->in_document = false;
    cairo_show_page(o->cr);
    o->open = false;
}

static bool pdf_page(struct out *o, const struct area_page *p)
{
    if (!out_page_wanted(&o->options, p))
        return true;
    show_page(o);
    cairo_pdf_surface_set_size(o->surface, len_to_pt(p->width), len_to_pt(p->height));
    if (p->folio && *p->folio)
        cairo_pdf_surface_set_page_label(o->surface, p->folio);
    o->pages++;
    o->open = true;
    GArray *marks = collect_marks(p);
    /* Tags come behind all drawing: a background that covers the page makes cairo forget whatever was before it. */
    draw_page(o->draw, p);
    if (marks->len)
        begin_document(o);
    put_marks(o, marks);
    g_array_free(marks, TRUE);
    return pdf_check(o);
}

/* --- the end --- */

static gint compare_ids(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Links whose targets never came: cairo would fail on them. */
static void put_missing_dests(struct out *o)
{
    GPtrArray *ids = g_ptr_array_new();
    GHashTableIter it;
    gpointer id;
    g_hash_table_iter_init(&it, o->wanted);
    while (g_hash_table_iter_next(&it, &id, NULL))
        if (!g_hash_table_contains(o->dests, id))
            g_ptr_array_add(ids, id);
    g_ptr_array_sort(ids, compare_ids);
    for (guint i = 0; i < ids->len && o->open; i++) {
        const char *missing = g_ptr_array_index(ids, i);
        begin_document(o);
        put_dest_tag(o, missing, 0, 0, 0);
        put_offset_dests(o, missing, &(struct dest){ o->pages, 0, 0 });
    }
    g_ptr_array_free(ids, TRUE);
}

/* fo:bookmark. One whose target is not in the file stands in the outline without a link. */
static void put_outline(struct out *o)
{
    GArray *parents = g_array_new(FALSE, FALSE, sizeof(int));       /* cairo's number of the last one, by depth */
    int root = CAIRO_PDF_OUTLINE_ROOT;
    g_array_append_val(parents, root);
    for (unsigned i = 0; i < o->meta.n_bookmarks; i++) {
        const struct out_bookmark *b = &o->meta.bookmarks[i];
        GString *s = g_string_new(NULL);
        const struct dest *d = b->dest ? g_hash_table_lookup(o->dests, b->dest) : NULL;
        if (d) {
            put_place(s, d, 0);
        } else if (b->uri && *b->uri) {
            put_uri(s, b->uri);
        }
        unsigned flags = (b->open ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0u) | (b->bold ? CAIRO_PDF_OUTLINE_FLAG_BOLD : 0u)
            | (b->italic ? CAIRO_PDF_OUTLINE_FLAG_ITALIC : 0u);
        guint depth = MIN(b->depth, parents->len - 1);
        int me = cairo_pdf_surface_add_outline(o->surface, g_array_index(parents, int, depth), b->title ? b->title : "",
                                               s->str, (cairo_pdf_outline_flags_t)flags);
        g_array_set_size(parents, depth + 1);
        g_array_append_val(parents, me);
        g_string_free(s, TRUE);
    }
    g_array_free(parents, TRUE);
}

static void pdf_free(struct out *o)
{
    draw_drop(o->draw);
    cairo_destroy(o->cr);
    cairo_surface_destroy(o->surface);
    descriptor_mender_clear(&o->mender);
    g_hash_table_destroy(o->dests);
    g_hash_table_destroy(o->wanted);
    g_free(o->date_cairo);
    g_free(o->date_right);
    g_free(o);
}

static bool pdf_end(struct out *o)
{
    put_missing_dests(o);
    put_outline(o);
    show_page(o);
    bool ok = pdf_check(o);
    if (ok) {
        cairo_surface_finish(o->surface);
        ok = out_cairo_check(cairo_surface_status(o->surface), &o->sink, "PDF", o->diag);
    }
    o->sink.closed = true;
    pdf_free(o);
    return ok;
}

static void pdf_abort(struct out *o)
{
    o->sink.closed = true;      /* cairo writes when its surface goes */
    pdf_free(o);
}

const struct out_backend out_pdf = { "pdf", false, pdf_begin, pdf_page, pdf_end, pdf_abort };
