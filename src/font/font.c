/* SPDX-License-Identifier: MIT */
/*
 * The font map: Pango's, on our own fontconfig configuration, at 72 dpi and
 * without hints, so that a length is the same on every output.
 *
 * Input: family lists, sizes, weights. Output: fonts with their metrics. A
 * family that does not exist, not even by an alias, is diagnosed once.
 */
#include "font/font.h"

#include "font/setup.h"
#include "font/vietnamese.h"

#include <glib.h>
#include <hb-ot.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>

struct font_map {
    struct diag *diag;
    FcConfig *config;
    PangoFontMap *pango;
    PangoContext *context;
    GHashTable *known;          /* casefolded family -> family as the font spells it */
    GHashTable *resolved;       /* family list as asked -> list of existing families */
    GHashTable *fonts;          /* set of struct font, by face, size and backslant */
    GHashTable *requests;       /* struct request -> struct font, borrowed */
    GHashTable *faces;          /* struct request without a size, of existing families -> PangoFont */
    GStringChunk *strings;
};

struct request {
    struct font_request r;
    guint hash;
};

static guint request_hash(gconstpointer p)
{
    return ((const struct request *)p)->hash;
}

static gboolean request_equal(gconstpointer a, gconstpointer b)
{
    const struct font_request *x = &((const struct request *)a)->r, *y = &((const struct request *)b)->r;
    return x->size == y->size && x->weight == y->weight && x->stretch == y->stretch && x->italic == y->italic &&
           x->oblique == y->oblique && x->backslant == y->backslant && strcmp(x->families, y->families) == 0;
}

static struct request request_of(const struct font_request *r)
{
    struct request q = { *r, g_str_hash(r->families ? r->families : "") };
    if (!q.r.families)
        q.r.families = "";
    q.hash = q.hash * 31 + (guint)r->size;
    q.hash = q.hash * 31 + (guint)r->weight;
    q.hash = q.hash * 31 + (guint)r->stretch * 4 + r->italic * 2u + r->oblique + r->backslant * 7u;
    return q;
}

static void font_free(gpointer p)
{
    struct font *f = p;
    hb_font_destroy(f->hb);
    g_object_unref(f->pango);
    g_free(f);
}

static guint font_hash(gconstpointer p)
{
    const struct font *f = p;
    return g_direct_hash(f->pango) * 31 + (guint)f->size * 2 + f->backslant;
}

static gboolean font_equal(gconstpointer a, gconstpointer b)
{
    const struct font *x = a, *y = b;
    return x->pango == y->pango && x->size == y->size && x->backslant == y->backslant;
}

/* Calls `each` for every face of the map. */
static void each_face(struct font_map *m, void (*each)(struct font_map *m, FcPattern *p, void *user), void *user)
{
    static const FcSetName sets[] = { FcSetApplication, FcSetSystem };
    for (size_t s = 0; s < G_N_ELEMENTS(sets); s++) {
        FcFontSet *set = FcConfigGetFonts(m->config, sets[s]);
        for (int i = 0; set && i < set->nfont; i++)
            each(m, set->fonts[i], user);
    }
}

static void add_known(struct font_map *m, FcPattern *p, void *user)
{
    (void)user;
    FcChar8 *name;
    for (int i = 0; FcPatternGetString(p, FC_FAMILY, i, &name) == FcResultMatch; i++) {
        char *key = g_utf8_casefold((const char *)name, -1);
        if (!g_hash_table_contains(m->known, key))
            g_hash_table_insert(m->known, key, g_string_chunk_insert_const(m->strings, (const char *)name));
        else
            g_free(key);
    }
}

struct font_map *font_map_new(const struct font_options *o, struct diag *diag)
{
    struct font_map *m = g_new0(struct font_map, 1);
    m->diag = diag;
    m->config = font_setup_new(o, diag);
    m->strings = g_string_chunk_new(1024);
    m->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    m->resolved = g_hash_table_new(g_str_hash, g_str_equal);
    m->fonts = g_hash_table_new_full(font_hash, font_equal, font_free, NULL);
    m->requests = g_hash_table_new_full(request_hash, request_equal, g_free, NULL);
    m->faces = g_hash_table_new_full(request_hash, request_equal, g_free, g_object_unref);
    each_face(m, add_known, NULL);
    if (g_hash_table_size(m->known) == 0)
        diag_emit(diag, DIAG_FONT_NONE, SRC_NOWHERE);

    m->pango = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(m->pango), 72);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(m->pango), m->config);
    m->context = pango_font_map_create_context(m->pango);
    pango_context_set_round_glyph_positions(m->context, FALSE);
    cairo_font_options_t *fo = cairo_font_options_create();
    cairo_font_options_set_hint_style(fo, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(fo, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(fo, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(m->context, fo);
    cairo_font_options_destroy(fo);
    /* The language decides among fallback fonts: never that of the user's locale. */
    pango_context_set_language(m->context, pango_language_from_string("en"));
    return m;
}

void font_map_drop(struct font_map *m)
{
    if (!m)
        return;
    g_hash_table_destroy(m->requests);
    g_hash_table_destroy(m->faces);
    g_hash_table_destroy(m->fonts);
    g_hash_table_destroy(m->resolved);
    g_hash_table_destroy(m->known);
    g_object_unref(m->context);
    pango_fc_font_map_shutdown(PANGO_FC_FONT_MAP(m->pango));
    g_object_unref(m->pango);
    FcConfigDestroy(m->config);
    g_string_chunk_free(m->strings);
    g_free(m);
}

PangoContext *font_map_context(struct font_map *m)
{
    return m->context;
}

/* --- families --- */

/* The family of that name, or NULL. */
static const char *known_family(struct font_map *m, const char *name)
{
    char *key = g_utf8_casefold(name, -1);
    const char *found = g_hash_table_lookup(m->known, key);
    g_free(key);
    return found;
}

static bool in_list(const char *list, const char *family)
{
    size_t n = strlen(family);
    for (const char *p = list; p; p = strchr(p, ',')) {
        p += *p == ',' ? 1 : 0;
        if (strncmp(p, family, n) == 0 && (p[n] == ',' || p[n] == '\0'))
            return true;
    }
    return false;
}

/* Appends the existing families that stand for `name`: itself, and its aliases in the order of the configuration. */
static bool resolve_name(struct font_map *m, const char *name, GString *out)
{
    FcPattern *p = FcPatternCreate();
    FcPatternAddString(p, FC_FAMILY, (const FcChar8 *)name);
    FcConfigSubstitute(m->config, p, FcMatchPattern);
    FcChar8 *alias;
    bool any = false;
    for (int i = 0; FcPatternGetString(p, FC_FAMILY, i, &alias) == FcResultMatch; i++) {
        const char *family = known_family(m, (const char *)alias);
        if (!family)
            continue;
        any = true;
        if (!in_list(out->str, family))
            g_string_append_printf(out, "%s%s", out->len ? "," : "", family);
    }
    FcPatternDestroy(p);
    return any;
}

/* A generic family of the kind that the name hints at. */
static const char *generic_for(const char *name)
{
    static const char *const sans[] = { "sans", "verdana", "tahoma", "calibri", "trebuchet", "segoe", "roboto",
                                        "univers", "frutiger", "gothic", "lato", "inter", "futura", "impact" };
    static const char *const mono[] = { "mono", "courier", "consol", "terminal", "typewriter", "fixed" };
    char *low = g_ascii_strdown(name, -1);
    const char *generic = "serif";
    for (size_t i = 0; i < G_N_ELEMENTS(sans); i++)
        if (strstr(low, sans[i]))
            generic = "sans-serif";
    for (size_t i = 0; i < G_N_ELEMENTS(mono); i++)
        if (strstr(low, mono[i]))
            generic = "monospace";
    g_free(low);
    return generic;
}

/* The next name of a family list, unquoted, white space collapsed (XSL 1.1 §7.9.2); g_free it. NULL: no more. */
static char *next_name(const char **list)
{
    const char *s = *list;
    while (*s == ',' || g_ascii_isspace(*s))
        s++;
    if (!*s) {
        *list = s;
        return NULL;
    }
    GString *name = g_string_new(NULL);
    char quote = 0;
    for (; *s && (quote || *s != ','); s++) {
        if (quote ? *s == quote : *s == '"' || *s == '\'')
            quote = quote ? 0 : *s;
        else if (!g_ascii_isspace(*s))
            g_string_append_c(name, *s);
        else if (name->len && name->str[name->len - 1] != ' ')
            g_string_append_c(name, ' ');
    }
    while (name->len && name->str[name->len - 1] == ' ')
        g_string_truncate(name, name->len - 1);
    *list = s;
    return g_string_free(name, FALSE);
}

/* The existing families that a list asks for. Says at `pos` which one stands in when its first name is unknown. */
static const char *resolve_list(struct font_map *m, const char *families, struct src_pos pos)
{
    const char *known = g_hash_table_lookup(m->resolved, families);
    if (known)
        return known;
    GString *out = g_string_new(NULL);
    GPtrArray *missing = g_ptr_array_new_with_free_func(g_free);
    const char *rest = families, *generic = NULL;
    char *name;
    while ((name = next_name(&rest))) {
        bool found = resolve_name(m, name, out);
        if (!generic && *name)
            generic = generic_for(name);
        if (!found && out->len == 0 && *name)
            g_ptr_array_add(missing, name);
        else
            g_free(name);
    }
    bool none = out->len == 0;
    if (none)
        resolve_name(m, generic ? generic : "sans-serif", out);
    if (out->len == 0)
        g_string_append(out, "Sans");
    const char *comma = strchr(out->str, ',');
    char *first = comma ? g_strndup(out->str, (gsize)(comma - out->str)) : g_strdup(out->str);
    for (guint i = 0; i < missing->len; i++)
        diag_emit(m->diag, DIAG_FONT_SUBSTITUTE, pos, (const char *)missing->pdata[i], first);
    g_free(first);
    g_ptr_array_free(missing, TRUE);
    const char *list = g_string_chunk_insert_const(m->strings, out->str);
    g_hash_table_insert(m->resolved, g_string_chunk_insert_const(m->strings, families), (gpointer)list);
    g_string_free(out, TRUE);
    return list;
}

/* The request with existing families. */
static PangoFontDescription *describe(const struct font_request *r)
{
    PangoFontDescription *d = pango_font_description_new();
    pango_font_description_set_family(d, r->families);
    pango_font_description_set_absolute_size(d, FONT_FACE_SIZE);
    pango_font_description_set_weight(d, (PangoWeight)CLAMP(r->weight, 1, 1000));
    pango_font_description_set_stretch(d, (PangoStretch)r->stretch);
    pango_font_description_set_style(d, r->italic    ? PANGO_STYLE_ITALIC
                                        : r->oblique ? PANGO_STYLE_OBLIQUE
                                                     : PANGO_STYLE_NORMAL);
    return d;
}

PangoFontDescription *font_describe(struct font_map *m, const struct font_request *r)
{
    struct font_request known = *r;
    known.families = resolve_list(m, r->families ? r->families : "", SRC_NOWHERE);
    return describe(&known);
}

/* --- fonts --- */

static len_t metric(hb_font_t *hb, hb_ot_metrics_tag_t tag, len_t fallback)
{
    hb_position_t v;
    return hb_ot_metrics_get_position(hb, tag, &v) && v != 0 ? v : fallback;
}

/* sTypoAscender and sTypoDescender of OS/2, at bytes 68 and 70; false: there are none. */
static bool typo_extent(struct font *f, hb_face_t *face)
{
    hb_blob_t *blob = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
    unsigned n, em = MAX(hb_face_get_upem(face), 1u);
    const uint8_t *b = (const uint8_t *)hb_blob_get_data(blob, &n);
    bool any = b && n >= 72;
    if (any) {
        f->ascent = len_scale(f->size, (int16_t)(uint16_t)(b[68] << 8 | b[69]) / (double)em);
        f->descent = len_scale(f->size, (int16_t)(uint16_t)(b[70] << 8 | b[71]) / -(double)em);
    }
    hb_blob_destroy(blob);
    return any;
}

static bool sound(const struct font *f)
{
    int64_t most = 16 * (int64_t)f->size;
    return f->ascent > 0 && f->ascent <= most && f->descent >= 0 && f->descent <= most;
}

/*
 * text-altitude and text-depth of `use-font-metrics`, XSL 1.1 §7.29.4: sTypoAscender and sTypoDescender of OS/2, which
 * CSS 2.1 §10.8.1 recommends for the half-leading; those of hhea, which on many fonts are the extent of the ink with its
 * stacked marks, only in their absence (USE_TYPO_METRICS speaks of the line height, not of these). Over the recorded
 * pages the rule gives the baseline of Liberation Sans, Serif and Mono to 0.01 em at any size; hhea's is 0.09, 0.10 and
 * 0.13 em below it, and what is centred in its line, as in a table's row, looks low.
 */
static void read_extent(struct font *f, hb_font_t *hb)
{
    hb_font_extents_t e;
    if (typo_extent(f, hb_font_get_face(hb)) && sound(f))
        return;
    f->ascent = f->descent = 0;
    if (hb_font_get_h_extents(hb, &e)) {
        f->ascent = e.ascender;
        f->descent = -e.descender;
    }
    if (!sound(f)) {
        f->ascent = len_scale(f->size, 0.8);
        f->descent = len_scale(f->size, 0.2);
    }
}

static void read_metrics(struct font *f)
{
    hb_font_t *hb = f->hb;
    read_extent(f, hb);
    f->x_height = metric(hb, HB_OT_METRICS_TAG_X_HEIGHT, len_scale(f->size, 0.5));
    f->cap_height = metric(hb, HB_OT_METRICS_TAG_CAP_HEIGHT, len_scale(f->size, 0.7));
    f->underline_pos = metric(hb, HB_OT_METRICS_TAG_UNDERLINE_OFFSET, -len_scale(f->size, 0.1));
    f->underline_thick = len_max(metric(hb, HB_OT_METRICS_TAG_UNDERLINE_SIZE, len_scale(f->size, 0.05)), 1);
    f->strike_pos = metric(hb, HB_OT_METRICS_TAG_STRIKEOUT_OFFSET, len_scale(f->size, 0.3));
    f->strike_thick = len_max(metric(hb, HB_OT_METRICS_TAG_STRIKEOUT_SIZE, f->underline_thick), 1);
}

double font_advance_rest(const struct font *f, uint32_t glyph, double *whole)
{
    hb_font_t *hb = f->hb ? f->hb : hb_font_get_empty();
    int across, down;
    hb_font_get_scale(hb, &across, &down);
    double unit = across / 1000.0, advance = hb_font_get_glyph_h_advance(hb, glyph);
    *whole = advance;
    if (!(unit > 0) || advance <= 0)
        return 0;
    /* advances are rounded to len_t units: half a one more, or a whole thousandth may seem to be a little less */
    return MAX(advance - floor((advance + 0.5) / unit) * unit, 0);
}

/* The face's font of HarfBuzz at another size: its variations, its scale across and down, but not rounded at a size between. */
static hb_font_t *sized(PangoFont *face, len_t size)
{
    hb_font_t *from = pango_font_get_hb_font(face), *hb = hb_font_create(hb_font_get_face(from));
    int across, down;
    hb_font_get_scale(from, &across, &down);
    double by = (double)size / FONT_FACE_SIZE;
    hb_font_set_scale(hb, (int)lround(across * by), (int)lround(down * by));
    unsigned n;
    const int *at = hb_font_get_var_coords_normalized(from, &n);
    hb_font_set_var_coords_normalized(hb, at, n);
    return hb;
}

const struct font *font_map_wrap(struct font_map *m, PangoFont *face, len_t size, bool backslant)
{
    struct font key = { .pango = face, .size = MAX(size, 1), .backslant = backslant };
    struct font *f = g_hash_table_lookup(m->fonts, &key);
    if (f)
        return f;
    f = g_memdup2(&key, sizeof key);
    g_object_ref(face);
    f->hb = sized(face, f->size);
    read_metrics(f);
    g_hash_table_add(m->fonts, f);
    return f;
}

/* Copies the request as a key that outlives it. */
static struct request *keep(struct font_map *m, const struct request *q)
{
    struct request *key = g_memdup2(q, sizeof *q);
    key->r.families = g_string_chunk_insert_const(m->strings, q->r.families);
    return key;
}

/* The face that a request asks for, of whatever size; the map's. Lists that name the same fonts are one. */
static PangoFont *find_face(struct font_map *m, const struct font_request *r, struct src_pos pos)
{
    struct font_request any = *r;
    any.size = 0;
    any.families = resolve_list(m, r->families ? r->families : "", pos);
    struct request q = request_of(&any);
    PangoFont *face = g_hash_table_lookup(m->faces, &q);
    if (face)
        return face;
    PangoFontDescription *d = describe(&any);
    face = pango_font_map_load_font(m->pango, m->context, d);
    pango_font_description_free(d);
    g_assert(face);
    g_hash_table_insert(m->faces, keep(m, &q), face);
    return face;
}

const struct font *font_map_lookup(struct font_map *m, const struct font_request *r, struct src_pos pos)
{
    struct request q = request_of(r);
    const struct font *f = g_hash_table_lookup(m->requests, &q);
    if (f)
        return f;
    f = font_map_wrap(m, find_face(m, r, pos), r->size, r->backslant);
    g_hash_table_insert(m->requests, keep(m, &q), (gpointer)f);
    return f;
}

/* --- `sapchu fonts` --- */

struct listing {
    GHashTable *at;             /* family -> index + 1 */
    GArray *v;                  /* struct font_family_info */
    GArray *rank;               /* int: how far the face is from the regular one */
};

static unsigned count_vietnamese(FcPattern *p)
{
    FcCharSet *set;
    unsigned n = 0;
    if (FcPatternGetCharSet(p, FC_CHARSET, 0, &set) != FcResultMatch)
        return 0;
    for (const char *s = VIETNAMESE_LETTERS; *s; s = g_utf8_next_char(s))
        n += FcCharSetHasChar(set, g_utf8_get_char(s)) ? 1u : 0u;
    return n;
}

static void add_listing(struct font_map *m, FcPattern *p, void *user)
{
    struct listing *l = user;
    FcChar8 *family, *file;
    int weight = FC_WEIGHT_REGULAR, slant = 0, width = FC_WIDTH_NORMAL;
    if (FcPatternGetString(p, FC_FAMILY, 0, &family) != FcResultMatch ||
        FcPatternGetString(p, FC_FILE, 0, &file) != FcResultMatch)
        return;
    FcPatternGetInteger(p, FC_WEIGHT, 0, &weight);
    FcPatternGetInteger(p, FC_SLANT, 0, &slant);
    FcPatternGetInteger(p, FC_WIDTH, 0, &width);
    int rank = ABS(weight - FC_WEIGHT_REGULAR) + slant * 10 + ABS(width - FC_WIDTH_NORMAL) * 10;
    const char *name = g_string_chunk_insert_const(m->strings, (const char *)family);
    guint at = GPOINTER_TO_UINT(g_hash_table_lookup(l->at, name));
    if (!at) {
        struct font_family_info none = { name, NULL, 0 };
        int far_off = G_MAXINT;
        g_array_append_val(l->v, none);
        g_array_append_val(l->rank, far_off);
        at = l->v->len;
        g_hash_table_insert(l->at, (gpointer)name, GUINT_TO_POINTER(at));
    }
    if (rank >= g_array_index(l->rank, int, at - 1))
        return;
    g_array_index(l->rank, int, at - 1) = rank;
    struct font_family_info *i = &g_array_index(l->v, struct font_family_info, at - 1);
    i->file = g_string_chunk_insert_const(m->strings, (const char *)file);
    i->vietnamese = count_vietnamese(p);
}

static gint compare_info(gconstpointer a, gconstpointer b)
{
    return strcmp(((const struct font_family_info *)a)->family, ((const struct font_family_info *)b)->family);
}

unsigned font_map_families(struct font_map *m, struct font_family_info **list)
{
    struct listing l = { g_hash_table_new(g_str_hash, g_str_equal),
                         g_array_new(FALSE, FALSE, sizeof(struct font_family_info)),
                         g_array_new(FALSE, FALSE, sizeof(int)) };
    each_face(m, add_listing, &l);
    g_array_sort(l.v, compare_info);
    unsigned n = l.v->len;
    g_hash_table_destroy(l.at);
    g_array_free(l.rank, TRUE);
    *list = (struct font_family_info *)(void *)g_array_free(l.v, FALSE);
    return n;
}
