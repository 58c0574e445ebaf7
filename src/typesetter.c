/* SPDX-License-Identifier: MIT */
/*
 * Passes. The first one writes pages as they are laid out. When it meets a
 * citation whose answer is still open, its output is dropped and the pass only
 * collects where things are; the next one writes again. Passes repeat until
 * every answer given was right.
 */
#include "typesetter.h"

#include "base/i18n.h"
#include "base/xml.h"
#include "fo/fo.h"
#include "layout/ids.h"
#include "layout/page.h"
#include "out/file.h"
#include "text/text.h"

#include <glib.h>
#include <string.h>

#define MAX_PASSES 4u

struct run {
    const struct typesetter *t;
    struct lay_cx cx;
    struct lay_doc *doc;
    struct out_file *file;              /* of this pass; NULL: not writing, or nothing is written */
    struct out *out;
    struct arena *marks;                /* bookmarks and metadata of this pass: the tree goes before the output ends */
    unsigned n_pages, n_passes;         /* pages of this pass, so far */
    bool last_pass;                     /* write whatever the answers are */
    bool failed;                        /* writing failed */
};

/* --- output --- */

static void drop_output(struct run *r)
{
    if (r->out)
        r->t->backend->abort(r->out);
    r->out = NULL;
    out_file_abort(r->file);
    r->file = NULL;
}

static void collect_bookmarks(struct run *r, const struct fo_node *n, unsigned depth, GArray *list)
{
    for (const struct fo_node *c = n->first; c; c = c->next) {
        if (c->type != FO_BOOKMARK)
            continue;
        struct out_bookmark b = { .depth = depth };
        GString *title = g_string_new(NULL);
        for (const struct fo_node *k = c->first; k; k = k->next) {
            if (k->type != FO_BOOKMARK_TITLE)
                continue;
            for (const struct fo_node *x = k->first; x; x = x->next)
                if (x->type == FO_TEXT)
                    g_string_append_len(title, x->text, x->len);
            b.bold = k->style->font_weight >= 600;
            b.italic = k->style->font_style != KW_NORMAL;
        }
        char *nfc = g_utf8_normalize(g_strstrip(title->str), -1, G_NORMALIZE_NFC);
        b.title = arena_strdup(r->marks, nfc ? nfc : title->str);
        g_free(nfc);
        g_string_free(title, TRUE);
        b.dest = arena_strdup(r->marks, fo_node_string(c, "internal-destination"));
        b.uri = arena_strdup(r->marks, fo_node_string(c, "external-destination"));
        if (b.dest && *b.dest)
            ids_refer(r->cx.ids, b.dest, src_pos_attr(c->pos, "internal-destination", true));
        b.open = c->style->starting_state != KW_HIDE;
        g_array_append_val(list, b);
        collect_bookmarks(r, c, depth + 1, list);
    }
}

/* "2026-03-13T08:30:00+07:00" or a day, in Vietnam if it names no zone; 0: none. SOURCE_DATE_EPOCH wins. */
static time_t metadata_date(const char *iso)
{
    if (!iso)
        iso = "";
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    gint64 seconds;
    if (epoch && g_ascii_string_to_signed(epoch, 10, 0, G_MAXINT32, &seconds, NULL))
        return (time_t)seconds;
    char *moment = strchr(iso, 'T') ? g_strdup(iso) : g_strconcat(iso, "T00:00:00", NULL);
    GTimeZone *vietnam = g_time_zone_new_offset(7 * 3600);
    GDateTime *d = g_date_time_new_from_iso8601(moment, vietnam);
    time_t t = d ? (time_t)g_date_time_to_unix(d) : 0;
    if (d)
        g_date_time_unref(d);
    g_time_zone_unref(vietnam);
    g_free(moment);
    return t;
}

static bool begin_output(struct run *r, const struct fo_doc *doc)
{
    const struct typesetter *t = r->t;
    if (t->output)
        r->file = out_file_new(t->output, t->diag);
    GArray *marks = g_array_new(FALSE, TRUE, sizeof(struct out_bookmark));
    if (doc->bookmarks)
        collect_bookmarks(r, doc->bookmarks, 0, marks);
    const struct fo_metadata *m = &doc->metadata;
    const struct out_meta meta = {
        .title = arena_strdup(r->marks, m->title), .author = arena_strdup(r->marks, m->author),
        .subject = arena_strdup(r->marks, m->subject), .keywords = arena_strdup(r->marks, m->keywords),
        .date = metadata_date(m->date),
        .bookmarks = arena_memdup(r->marks, marks->data, marks->len * sizeof(struct out_bookmark)),
        .n_bookmarks = marks->len,
    };
    g_array_free(marks, TRUE);
    r->out = t->backend->begin(&meta, t->options, r->file ? out_file_stream(r->file) : NULL, t->diag);
    return r->out != NULL;
}

/* --- one pass --- */

static bool on_page(void *user, const struct area_page *page)
{
    struct run *r = user;
    r->n_pages = page->index + 1;
    if (r->out && !r->last_pass && ids_pending(r->cx.ids))
        drop_output(r);
    if (r->out && !r->t->backend->page(r->out, page)) {
        r->failed = true;
        return false;
    }
    return true;
}

static bool on_start(void *user, const struct fo_doc *doc)
{
    struct run *r = user;
    if (!begin_output(r, doc)) {
        r->failed = true;
        return false;
    }
    lay_doc_start(r->doc);
    return true;
}

static bool on_sequence(void *user, const struct fo_doc *doc, const struct fo_node *sequence)
{
    struct run *r = user;
    return lay_doc_sequence(r->doc, doc, sequence);
}

static bool on_end(void *user)
{
    struct run *r = user;
    return lay_doc_end(r->doc);
}

static bool cites_pages(const xmlNode *root)
{
    for (const xmlNode *n = root; n;) {
        if (n->type == XML_ELEMENT_NODE && (g_str_has_prefix((const char *)n->name, "page-number-citation") ||
                                             g_str_has_prefix((const char *)n->name, "index-page-citation") ||
                                             strcmp((const char *)n->name, "scaling-value-citation") == 0))
            return true;
        if (n->children && n->type == XML_ELEMENT_NODE) {
            n = n->children;
            continue;
        }
        while (n != root && !n->next)
            n = n->parent;
        n = n == root ? NULL : n->next;
    }
    return false;
}

static bool run_pass(struct run *r)
{
    const struct typesetter *t = r->t;
    const struct fo_sink sink = { r, on_start, on_sequence, on_end };
    const struct fo_limits limits = { 0 };
    r->n_passes++;
    r->n_pages = 0;
    ids_begin_pass(r->cx.ids);
    arena_reset(r->marks);
    if (t->text)
        return fo_build_text(t->text, &limits, t->diag, &sink);
    xmlNode *root = xmlDocGetRootElement(t->tree);
    xmlDoc *copy = !r->last_pass && root && cites_pages(root) ? xml_copy_doc(t->tree) : NULL;
    bool ok = fo_build_tree(copy ? copy : t->tree, &limits, t->diag, &sink);
    if (copy)
        xmlFreeDoc(copy);
    return ok;
}

/* Passes until the answers hold. True: the output of the last pass is whole, and open. */
static bool run_passes(struct run *r)
{
    bool settled = false;
    for (unsigned pass = 1; pass <= MAX_PASSES; pass++) {
        r->last_pass = settled || pass == MAX_PASSES;   /* nothing more will change, or no more is tried: write */
        if (!run_pass(r))
            return false;
        settled = ids_settled(r->cx.ids);
        if (r->out && (settled || r->last_pass))
            break;
        drop_output(r);
    }
    if (!settled)
        diag_emit(r->t->diag, DIAG_LAY_CITATION_LOOP, SRC_NOWHERE, MAX_PASSES);
    ids_report_missing(r->cx.ids, r->t->diag);
    return true;
}

/* --page names one that there is. */
static void check_page(const struct run *r)
{
    const struct out_options *o = r->t->options;
    if (!o || o->only_page <= r->n_pages)
        return;
    char *why = g_strdup_printf(_("there is no page %u: the document has %u"), o->only_page, r->n_pages);
    diag_emit(r->t->diag, DIAG_USAGE, SRC_NOWHERE, why);
    g_free(why);
}

static bool finish(struct run *r, bool ok, bool (*accept)(const struct diag *))
{
    if (ok && !r->failed)
        check_page(r);
    if (!ok || r->failed || !accept(r->t->diag)) {
        drop_output(r);
        return false;
    }
    bool ended = r->t->backend->end(r->out);
    r->out = NULL;
    if (!ended) {
        drop_output(r);
        return false;
    }
    bool committed = !r->file || out_file_commit(r->file);
    r->file = NULL;
    return committed;
}

bool typesetter_run(const struct typesetter *t, bool (*accept)(const struct diag *))
{
    const struct font_options fonts = { t->font_dirs, t->system_fonts };
    struct run r = { .t = t, .marks = arena_new() };
    r.cx = (struct lay_cx){
        .seq = arena_new(),
        .page = arena_new(),
        .diag = t->diag,
        .fonts = font_map_new(&fonts, t->diag),
        .images = image_store_new(t->access, t->diag),
        .ids = ids_new(),
        .base = t->base,
        .missing_picture = t->missing_picture,
    };
    image_store_set_fonts(r.cx.images, pango_context_get_font_map(font_map_context(r.cx.fonts)));
    r.cx.text = text_cx_new(r.cx.fonts, t->hyphen_dirs, t->diag);
    r.doc = lay_doc_new(&r.cx, on_page, &r);
    bool ok = finish(&r, run_passes(&r), accept);
    *t->stats = (struct sapchu_stats){ r.n_pages, r.n_passes, r.cx.n_calls };
    lay_doc_drop(r.doc);
    text_cx_drop(r.cx.text);
    ids_drop(r.cx.ids);
    image_store_drop(r.cx.images);
    font_map_drop(r.cx.fonts);
    arena_drop(r.cx.page);
    arena_drop(r.cx.seq);
    arena_drop(r.marks);
    return ok;
}
