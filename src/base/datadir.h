/* SPDX-License-Identifier: MIT */
/* Where the installed data are: fonts/, xml/, xsl/. */
#ifndef SAPCHU_BASE_DATADIR_H
#define SAPCHU_BASE_DATADIR_H

/*
 * The path of a data file, `rel` as "fonts/fonts.conf": under $SAPCHU_DATADIR if that is set, under the source
 * folder when the running program lies in the build folder, otherwise under the installed folder, or if that is not
 * there, under ../share/sapchu beside the running program's folder. g_free it.
 */
char *data_path(const char *rel);
/* The folder of the translations, LANG/LC_MESSAGES/sapchu.mo below it. g_free it. */
char *data_locale_dir(void);

#endif
