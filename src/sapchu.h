/* SPDX-License-Identifier: MIT */
/* The public face of libsapchu. */
#ifndef SAPCHU_H
#define SAPCHU_H

#if defined(__GNUC__)
#define SAPCHU_API __attribute__((visibility("default")))
#else
#define SAPCHU_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The version of the library that runs, "MAJOR.MINOR.PATCH". Static. */
SAPCHU_API const char *sapchu_version(void);

#ifdef __cplusplus
}
#endif

#endif
