/* SPDX-License-Identifier: MIT */
/*
 * What the area tree cannot show: colours at chosen points of the first page, the same in PNG, in SVG and (where poppler
 * is) in PDF. Beside tests/fo/TOPIC/NAME.fo stands NAME.points, a line a point:
 *   X Y #rrggbb what is there          in points from the left top corner; '#' at the beginning of a line: a comment
 *   without FORMAT                     png, svg or pdf cannot show it
 * usage: points [TOPIC/NAME…]          without names: all
 */
#include <cairo.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <librsvg/rsvg.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SCALE 3.0                       /* pixels a point */
#define TOLERANCE 10                    /* what two ways to round a colour or an alpha may differ by */

static const char *fo_dir, *program, *fonts;
static char *tmp;

static bool run(const char *dir, const char *const *argv, char **errors)
{
    int status;
    GError *err = NULL;
    if (!g_spawn_sync(dir, (char **)argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, errors,
                      &status, &err)) {
        *errors = g_strdup(err->message);
        g_error_free(err);
        return false;
    }
    return g_spawn_check_wait_status(status, NULL);
}

static char *typeset(const char *name, const char *format)
{
    char *in = g_strconcat(name, ".fo", NULL), *out = g_strconcat(tmp, "/page.", format, NULL), *errors = NULL;
    bool ok = run(fo_dir, (const char *const[]){ program, "typeset", in, "-o", out, "--page", "1", "--dpi", "216",
                                                 "--font-dir", fonts, NULL }, &errors);
    if (!ok)
        g_printerr("%s: %s\n", name, errors);
    g_free(in);
    g_free(errors);
    if (ok)
        return out;
    g_free(out);
    return NULL;
}

/* --- pictures of a page --- */

static cairo_surface_t *from_png(const char *name)
{
    char *file = typeset(name, "png");
    cairo_surface_t *s = file ? cairo_image_surface_create_from_png(file) : NULL;
    g_free(file);
    return s;
}

static cairo_surface_t *from_svg(const char *name)
{
    char *file = typeset(name, "svg");
    RsvgHandle *h = file ? rsvg_handle_new_from_file(file, NULL) : NULL;
    g_free(file);
    if (!h)
        return NULL;
    double w, v;
    rsvg_handle_set_dpi(h, 72);
    rsvg_handle_get_intrinsic_size_in_pixels(h, &w, &v);
    RsvgRectangle all = { 0, 0, round(w * SCALE), round(v * SCALE) };
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)all.width, (int)all.height);
    cairo_t *cr = cairo_create(s);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    rsvg_handle_render_document(h, cr, &all, NULL);
    cairo_destroy(cr);
    g_object_unref(h);
    return s;
}

static cairo_surface_t *from_pdf(const char *name)
{
    char *file = typeset(name, "pdf"), *to = g_strconcat(tmp, "/pdf", NULL), *errors = NULL;
    char *png = g_strconcat(to, ".png", NULL);
    cairo_surface_t *s = NULL;
    if (file && run(NULL, (const char *const[]){ "pdftoppm", "-r", "216", "-png", "-singlefile", file, to, NULL }, &errors))
        s = cairo_image_surface_create_from_png(png);
    g_free(errors);
    g_free(png);
    g_free(to);
    g_free(file);
    return s;
}

/* --- points --- */

static bool near(uint32_t a, uint32_t b)
{
    for (int shift = 0; shift < 24; shift += 8)
        if (abs((int)(a >> shift & 0xff) - (int)(b >> shift & 0xff)) > TOLERANCE)
            return false;
    return true;
}

/* What is wrong at the points, a line each; "" for nothing. */
static void check_points(cairo_surface_t *s, const char *how, const char *points, GString *why)
{
    char **lines = g_strsplit(points, "\n", -1);
    const unsigned char *data = cairo_image_surface_get_data(s);
    int stride = cairo_image_surface_get_stride(s), w = cairo_image_surface_get_width(s);
    for (char **l = lines; *l; l++) {
        double x, y;
        unsigned color;
        if (!**l || **l == '#' || g_str_has_prefix(*l, "without "))
            continue;
        if (sscanf(*l, "%lf %lf #%6x", &x, &y, &color) != 3) {
            g_string_append_printf(why, "# not a point: %s\n", *l);
            continue;
        }
        int px = (int)(x * SCALE), py = (int)(y * SCALE);
        if (px < 0 || py < 0 || px >= w || py >= cairo_image_surface_get_height(s)) {
            g_string_append_printf(why, "# off the page: %s\n", *l);
            continue;
        }
        uint32_t got;
        memcpy(&got, data + (size_t)py * (size_t)stride + (size_t)px * 4, sizeof got);
        if (!near(got & 0xffffff, color))
            g_string_append_printf(why, "# %s: #%06x instead of: %s\n", how, got & 0xffffff, *l);
    }
    g_strfreev(lines);
}

static void check(const char *name, GString *why)
{
    static const struct { const char *how; cairo_surface_t *(*make)(const char *); } ways[] = {
        { "png", from_png }, { "svg", from_svg }, { "pdf", from_pdf },
    };
    char *file = g_strconcat(fo_dir, "/", name, ".points", NULL), *points;
    if (!g_file_get_contents(file, &points, NULL, NULL))
        g_error("cannot read %s", file);
    char *poppler = g_find_program_in_path("pdftoppm");
    for (size_t i = 0; i < G_N_ELEMENTS(ways); i++) {
        char *without = g_strconcat("without ", ways[i].how, "\n", NULL);
        bool skip = strstr(points, without) || (ways[i].make == from_pdf && !poppler);
        g_free(without);
        if (skip)
            continue;
        cairo_surface_t *s = ways[i].make(name);
        if (s && cairo_surface_status(s) == CAIRO_STATUS_SUCCESS)
            check_points(s, ways[i].how, points, why);
        else
            g_string_append_printf(why, "# no %s\n", ways[i].how);
        if (s)
            cairo_surface_destroy(s);
    }
    g_free(poppler);
    g_free(points);
    g_free(file);
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void find(GPtrArray *names)
{
    GDir *topics = g_dir_open(fo_dir, 0, NULL);
    for (const char *t; topics && (t = g_dir_read_name(topics));) {
        char *path = g_build_filename(fo_dir, t, NULL);
        GDir *files = g_dir_open(path, 0, NULL);
        for (const char *f; files && (f = g_dir_read_name(files));)
            if (g_str_has_suffix(f, ".points"))
                g_ptr_array_add(names, g_strdup_printf("%s/%.*s", t, (int)(strlen(f) - strlen(".points")), f));
        if (files)
            g_dir_close(files);
        g_free(path);
    }
    if (topics)
        g_dir_close(topics);
    g_ptr_array_sort(names, compare_names);
}

int main(int argc, char **argv)
{
    const char *src = g_getenv("srcdir"), *build = g_getenv("builddir");
    /* A leak of cairo's is known by what called it, several frames up. */
    const char *asan = g_getenv("ASAN_OPTIONS");
    char *options = g_strconcat(asan ? asan : "", asan ? ":" : "", "fast_unwind_on_malloc=0:malloc_context_size=30", NULL);
    g_setenv("ASAN_OPTIONS", options, TRUE);
    g_free(options);
    char *here = g_get_current_dir();
    char *top = g_canonicalize_filename(src ? src : ".", here), *built = g_canonicalize_filename(build ? build : ".", here);
    fo_dir = g_build_filename(top, "tests", "fo", NULL);
    fonts = g_build_filename(top, "tests", "fonts", NULL);
    program = g_build_filename(built, "src", "sapchu", NULL);
    tmp = g_dir_make_tmp("sapchu-points-XXXXXX", NULL);
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (int i = 1; i < argc; i++)
        if (argv[i][0] != '-')          /* --tap, of the harness */
            g_ptr_array_add(names, g_strdup(argv[i]));
    if (names->len == 0)
        find(names);
    bool ok = names->len > 0;
    printf("1..%u\n", names->len);
    for (guint i = 0; i < names->len; i++) {
        GString *why = g_string_new(NULL);
        check(names->pdata[i], why);
        printf("%s %u - %s\n%s", why->len ? "not ok" : "ok", i + 1, (char *)names->pdata[i], why->str);
        ok &= why->len == 0;
        g_string_free(why, TRUE);
    }
    for (const char *f = "page.png\0page.svg\0page.pdf\0pdf.png\0"; *f; f += strlen(f) + 1) {
        char *path = g_build_filename(tmp, f, NULL);
        g_unlink(path);
        g_free(path);
    }
    g_rmdir(tmp);
    g_ptr_array_free(names, TRUE);
    g_free(top);
    g_free(built);
    g_free(here);
    return ok ? 0 : 1;
}
