/* SPDX-License-Identifier: MIT */
/*
 * Our own fontconfig configuration: aliases from fonts/fonts.conf, and the
 * folders of our fonts. It is private: the system's configuration is read
 * only with --system-fonts, so that a document has the same pages everywhere.
 *
 * Input: the options. Output: a built FcConfig.
 */
#include "font/setup.h"

#include "base/datadir.h"

#include <glib.h>

/* Folders of the manifest's packages, under the folder of all fonts. */
static const char *const folders[] = {
    "truetype/liberation2", "truetype/croscore", "truetype/noto",
};

static void add_folder(FcConfig *c, const char *dir)
{
    if (g_file_test(dir, G_FILE_TEST_IS_DIR))
        FcConfigAppFontAddDir(c, (const FcChar8 *)dir);
}

/* The manifest's folders; a folder of fonts laid out otherwise is taken whole. */
static void add_our_fonts(FcConfig *c)
{
    bool any = false;
    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
        char *dir = g_build_filename(SAPCHU_FONTDIR, folders[i], NULL);
        any |= g_file_test(dir, G_FILE_TEST_IS_DIR);
        add_folder(c, dir);
        g_free(dir);
    }
    if (!any)
        add_folder(c, SAPCHU_FONTDIR);
}

FcConfig *font_setup_new(const struct font_options *o, struct diag *diag)
{
    FcConfig *c = FcConfigCreate();
    char *conf = data_path("fonts/fonts.conf");
    bool read = FcConfigParseAndLoad(c, (const FcChar8 *)conf, FcTrue);
    if (!read)
        diag_emit(diag, DIAG_FONT_CONFIG, SRC_NOWHERE, conf);
    if ((o && o->system) || !read) {
        /* That of the system even when the program named ours for Pango, see font_use_private_config(). */
        bool ours = g_strcmp0(g_getenv("FONTCONFIG_FILE"), conf) == 0;
        FcConfigParseAndLoad(c, ours ? (const FcChar8 *)"fonts.conf" : NULL, FcTrue);
    }
    g_free(conf);
    if (o && o->system)
        FcConfigBuildFonts(c);
    /* Folders come after building: FcConfigBuildFonts() forgets them. */
    for (const char *const *d = o ? o->dirs : NULL; d && *d; d++)
        add_folder(c, *d);
    add_our_fonts(c);
    return c;
}

bool font_use_private_config(void)
{
    char *conf = data_path("fonts/fonts.conf");
    bool ok = g_file_test(conf, G_FILE_TEST_EXISTS) && g_setenv("FONTCONFIG_FILE", conf, FALSE);
    g_free(conf);
    return ok;
}
