/* SPDX-License-Identifier: MIT */
/*
 * fo_build_text(): XSL-FO text through libxml2's SAX2 parser. External
 * subset and external entities are never read; what internal entities expand
 * to is counted here, since every reference passes get_entity().
 */
#include "base/xml_priv.h"
#include "fo/build.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

enum { ENTITY_NESTING = 32 };
/* What entities may expand to, beside ten times the file: enough for any boilerplate. */
#define ENTITY_BYTES ((size_t)1 << 20)

struct feed {
    struct xml_parse parse;     /* first: the context of the parser points to it */
    struct fo_builder *builder;
    const struct src_file *file;
    struct diag *diag;
    size_t expanded;            /* bytes that entities gave */
    size_t text_from;           /* offset behind the last tag */
    GArray *attrs;              /* of struct fo_raw */
};

static struct feed *feed_of(void *ctx)
{
    return (struct feed *)((xmlParserCtxtPtr)ctx)->_private;
}

/* How far the document itself has been read; inside an entity: behind its reference. */
static size_t offset_now(const struct feed *f)
{
    return xml_parse_offset(&f->parse);
}

/* Is this callback about the text of the file, not of an entity? */
static bool in_file(const struct feed *f, const void *ctx)
{
    return ctx == f->parse.ctxt && f->parse.ctxt->inputNr == 1;
}

static struct src_pos reference_pos(const struct feed *f)
{
    const char *t = src_file_text(f->file);
    size_t at = MIN(offset_now(f), src_file_len(f->file)), i = at;
    while (i > 0 && t[i - 1] != '&' && t[i - 1] != '\n' && at - i < 256)
        i--;
    return src_pos_at(f->file, i > 0 && t[i - 1] == '&' ? i - 1 : at);
}

static void start_element(void *ctx, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
                          int n_ns,
                          const xmlChar **ns, int n, int n_default, const xmlChar **attrs)
{
    struct feed *f = feed_of(ctx);
    (void)n_ns;
    (void)ns;
    (void)n_default;
    if (fo_builder_stopped(f->builder))
        return;
    g_array_set_size(f->attrs, 0);
    for (int i = 0; i < n; i++, attrs += 5) {
        struct fo_raw a = {
            .name = { (const char *)attrs[1], (const char *)attrs[0], (const char *)attrs[2] },
            .value = { (const char *)attrs[3], (size_t)(attrs[4] - attrs[3]) },
        };
        g_array_append_val(f->attrs, a);
    }
    bool here = in_file(f, ctx);
    size_t at = MIN(offset_now(f), src_file_len(f->file));
    struct src_pos pos = here ? src_pos_at(f->file, src_tag_start(f->file, at)) : reference_pos(f);
    const char *t = src_file_text(f->file), *gt = here ? memchr(t + at, '>', src_file_len(f->file) - at) : NULL;
    if (here && !gt)
        return;                                         /* the tag has no end: the parser says so next */
    f->text_from = gt ? (size_t)(gt + 1 - t) : at;      /* the parser stands before "/>" or ">" */
    fo_builder_start(f->builder, (struct fo_name){ (const char *)prefix, (const char *)local,
                                                   (const char *)uri },
                     (const struct fo_raw *)(void *)f->attrs->data, f->attrs->len, pos);
    if (fo_builder_stopped(f->builder))
        xmlStopParser(ctx);
}

static void end_element(void *ctx, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    struct feed *f = feed_of(ctx);
    (void)local;
    (void)prefix;
    (void)uri;
    f->text_from = offset_now(f);
    fo_builder_end(f->builder);
    if (fo_builder_stopped(f->builder))
        xmlStopParser(ctx);
}

static void characters(void *ctx, const xmlChar *s, int n)
{
    struct feed *f = feed_of(ctx);
    struct src_pos pos = in_file(f, ctx) ? src_pos_at(f->file, f->text_from) : reference_pos(f);
    fo_builder_text(f->builder, (const char *)s, (size_t)n, pos);
}

/* --- entities --- */

static void limit_hit(struct feed *f)
{
    if (!fo_builder_stopped(f->builder))
        diag_emit(f->diag, DIAG_LIMIT_ENTITY, reference_pos(f));
    fo_builder_stop(f->builder);
}

static xmlEntityPtr get_entity(void *ctx, const xmlChar *name)
{
    struct feed *f = feed_of(ctx);
    xmlParserCtxtPtr c = ctx;
    if (fo_builder_stopped(f->builder))         /* NULL would make the parser look it up by itself */
        return xmlGetPredefinedEntity(BAD_CAST "amp");
    xmlEntityPtr e = xmlSAX2GetEntity(ctx, name);
    if (!e || e->etype == XML_INTERNAL_PREDEFINED_ENTITY)
        return e;
    f->expanded += (size_t)MAX(e->length, 0) + 16;
    if (f->expanded > ENTITY_BYTES + 10 * src_file_len(f->file) || c->depth > ENTITY_NESTING) {
        limit_hit(f);
        return xmlGetPredefinedEntity(BAD_CAST "amp");
    }
    return e;
}

/* An external entity is declared as an empty internal one: then nobody tries to read it. */
static void entity_decl(void *ctx, const xmlChar *name, int type, const xmlChar *public_id,
                        const xmlChar *system_id, xmlChar *content)
{
    struct feed *f = feed_of(ctx);
    static xmlChar nothing[] = "";
    bool general = type == XML_EXTERNAL_GENERAL_PARSED_ENTITY,
        parameter = type == XML_EXTERNAL_PARAMETER_ENTITY;
    if (general || parameter) {
        diag_emit(f->diag, DIAG_FO_EXTERNAL_ENTITY, src_pos_at(f->file, offset_now(f)), (const char *)name);
        xmlSAX2EntityDecl(ctx, name, general ? XML_INTERNAL_GENERAL_ENTITY : XML_INTERNAL_PARAMETER_ENTITY,
                          NULL,
                          NULL, nothing);
        return;
    }
    xmlSAX2EntityDecl(ctx, name, type, public_id, system_id, content);
}

static xmlParserInputPtr resolve_nothing(void *ctx, const xmlChar *public_id, const xmlChar *system_id)
{
    (void)ctx;
    (void)public_id;
    (void)system_id;
    return NULL;
}

/* --- errors --- */

static void on_error(void *ctx, xmlErrorPtr e)
{
    struct feed *f = feed_of(ctx);
    if (!e || fo_builder_stopped(f->builder))
        return;
    bool latin = e->message && strstr(e->message, "not proper UTF-8");
    if (!latin) {
        xml_parse_error(ctx, e);
        return;
    }
    f->parse.failed = f->parse.lost = true;
    diag_emit(f->diag, DIAG_XML_ENCODING, src_pos_at(f->file, offset_now(f)), "UTF-8");
}

static void set_handlers(xmlSAXHandler *sax)
{
    memset(sax, 0, sizeof *sax);
    xmlSAXVersion(sax, 2);
    sax->startElementNs = start_element;
    sax->endElementNs = end_element;
    sax->characters = sax->ignorableWhitespace = sax->cdataBlock = characters;
    sax->comment = NULL;
    sax->processingInstruction = NULL;
    sax->reference = NULL;
    sax->externalSubset = NULL;
    sax->resolveEntity = resolve_nothing;
    sax->getEntity = get_entity;
    sax->entityDecl = entity_decl;
    sax->warning = sax->error = sax->fatalError = NULL;
    sax->serror = on_error;
}

/* The file's text in pieces: given whole, the parser would copy it whole. */
struct piece {
    const char *at, *end;
};

static int read_piece(void *user, char *buffer, int room)
{
    struct piece *p = user;
    int n = (int)MIN((ptrdiff_t)room, p->end - p->at);
    memcpy(buffer, p->at, (size_t)n);
    p->at += n;
    return n;
}

bool fo_build_text(const struct src_file *fo, const struct fo_limits *limits, struct diag *diag,
                   const struct fo_sink *sink)
{
    size_t len = src_file_len(fo);
    if (len > INT_MAX - 1) {
        diag_emit(diag, DIAG_LIMIT_SIZE, src_pos_at(fo, 0), src_file_name(fo), (unsigned)(INT_MAX >> 20));
        return false;
    }
    struct piece rest = { src_file_text(fo), src_file_text(fo) + len };
    if (!xml_check_tags(fo, diag))
        return false;
    xmlParserCtxtPtr c = len ? xmlCreateIOParserCtxt(NULL, NULL, read_piece, NULL, &rest, XML_CHAR_ENCODING_UTF8) : NULL;
    if (!c) {
        diag_emit(diag, DIAG_XML_EMPTY, src_pos_at(fo, 0));
        return false;
    }
    struct xml_loader loader = { .diag = diag };
    struct feed f = { .parse = { .loader = &loader, .file = fo, .ctxt = c }, .file = fo, .diag = diag,
                      .builder = fo_builder_new(diag, limits, sink),
                      .attrs = g_array_new(FALSE, FALSE, sizeof(struct fo_raw)) };
    set_handlers(c->sax);
    c->userData = c;
    c->_private = &f.parse;
    /* HUGE: the parser's own bound of 256 nested elements is too low; depth and entities are limited here. */
    xmlCtxtUseOptions(c, XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_IGNORE_ENC | XML_PARSE_HUGE);
    c->loadsubset = 0;
    xmlParseDocument(c);
    if (!c->wellFormed && !f.parse.failed && !fo_builder_stopped(f.builder)) {
        diag_emit(diag, DIAG_XML_SYNTAX, src_pos_at(fo, offset_now(&f)),
                  c->lastError.message ? c->lastError.message : "?");
        f.parse.failed = true;
    }
    bool ok = f.parse.failed ? false : fo_builder_finish(f.builder);
    if (c->myDoc)
        xmlFreeDoc(c->myDoc);
    c->myDoc = NULL;
    xmlFreeParserCtxt(c);
    g_array_free(f.attrs, TRUE);
    fo_builder_drop(f.builder);
    return ok;
}
