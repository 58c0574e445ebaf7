/* SPDX-License-Identifier: MIT */
/*
 * The loader: reads, decodes, runs libxml2's parser with handlers that note where each node stands, and
 * forbids what a hostile file could ask for.
 */
#include "base/xml.h"

#include "base/xml_priv.h"

#include <errno.h>
#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>
#include <string.h>

/* What references to entities may bring into a document. */
#define ENTITY_LIMIT ((size_t)10000000)

struct xml_loader *xml_loader_new(const struct access *access, struct diag *diag)
{
    struct xml_loader *l = g_new0(struct xml_loader, 1);
    l->access = access;
    l->diag = diag;
    l->arena = arena_new();
    l->paths = g_ptr_array_new_with_free_func(g_free);
    l->files = g_ptr_array_new_with_free_func((GDestroyNotify)src_file_drop);
    l->max_bytes = XML_LIMIT_BYTES;
    l->max_depth = XML_LIMIT_DEPTH;
    return l;
}

void xml_loader_drop(struct xml_loader *l)
{
    if (!l)
        return;
    g_ptr_array_free(l->files, TRUE);
    g_ptr_array_free(l->paths, TRUE);
    if (l->overlays)
        g_hash_table_destroy(l->overlays);
    arena_drop(l->arena);
    g_free(l);
}

struct diag *xml_loader_diag(const struct xml_loader *l)
{
    return l->diag;
}

unsigned xml_loader_file_count(const struct xml_loader *l)
{
    return l->files->len;
}

const struct src_file *xml_loader_file(const struct xml_loader *l, unsigned i)
{
    return l->files->pdata[i];
}

const char *xml_loader_path(const struct xml_loader *l, unsigned i)
{
    return i < l->paths->len ? g_ptr_array_index(l->paths, i) : NULL;
}

void xml_loader_limit(struct xml_loader *l, size_t bytes, unsigned depth)
{
    if (bytes)
        l->max_bytes = MIN(bytes, l->max_bytes);
    if (depth)
        l->max_depth = MIN(depth, l->max_depth);
}

static void unref_bytes(gpointer bytes)
{
    g_bytes_unref(bytes);
}

void xml_loader_overlay(struct xml_loader *l, const char *path, const char *bytes, size_t len)
{
    if (!l->overlays)
        l->overlays = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, unref_bytes);
    g_hash_table_insert(l->overlays, g_canonicalize_filename(path, NULL), g_bytes_new(bytes, len));
}

/* access_read(), and what stands for files. */
static enum access_result read_bytes(const struct xml_loader *l, const char *path, unsigned flags, size_t limit,
                                     char **data, size_t *len, bool *overlaid)
{
    const struct access *access = flags & XML_NAMED ? NULL : l->access;
    char *key = l->overlays ? g_canonicalize_filename(path, NULL) : NULL;
    GBytes *bytes = key ? g_hash_table_lookup(l->overlays, key) : NULL;
    g_free(key);
    *overlaid = bytes != NULL;
    if (!bytes)
        return access_read(access, path, limit, data, len);
    if (access && !access_permits(access, path))
        return ACCESS_DENIED;
    const char *from = g_bytes_get_data(bytes, len);
    if (*len > limit)
        return ACCESS_TOO_LARGE;
    *data = g_malloc(*len + 1);
    if (*len)
        memcpy(*data, from, *len);
    (*data)[*len] = '\0';
    return ACCESS_OK;
}

const struct src_file *xml_read_source(struct xml_loader *l, const char *path, unsigned flags, struct src_pos from)
{
    char *data;
    size_t len, room = l->max_bytes - MIN(l->used_bytes, l->max_bytes);
    bool overlaid;
    g_ptr_array_add(l->paths, g_strdup(path));
    switch (read_bytes(l, path, flags, room, &data, &len, &overlaid)) {
    case ACCESS_OK:
        l->used_bytes += len;
        return xml_decode(l, path, data, len, overlaid);
    case ACCESS_DENIED:
        diag_emit(l->diag, DIAG_IO_DENIED, from, path);
        break;
    case ACCESS_TOO_LARGE:
        diag_emit(l->diag, DIAG_LIMIT_SIZE, from, path, (unsigned)((l->max_bytes + (1u << 20) - 1) >> 20));
        break;
    case ACCESS_FAILED:
        diag_emit(l->diag, DIAG_IO_READ, from, path, g_strerror(errno));
        break;
    }
    return NULL;
}

/* --- positions --- */

static void set_pos(struct xml_loader *l, void **slot, struct src_pos pos)
{
    *slot = arena_memdup(l->arena, &pos, sizeof pos);
}

struct src_pos xml_node_pos(const xmlNode *node)
{
    const xmlNode *attr = NULL;
    for (; node; node = node->parent) {
        if (node->type == XML_DOCUMENT_NODE || node->type == XML_NAMESPACE_DECL)
            break;
        if (node->type == XML_ATTRIBUTE_NODE) {
            attr = node;
            continue;
        }
        if (!node->_private)
            continue;
        struct src_pos pos = *(const struct src_pos *)node->_private;
        if (!attr || attr->parent != node)
            return pos;
        char *name = attr->ns && attr->ns->prefix
                         ? g_strdup_printf("%s:%s", (const char *)attr->ns->prefix, (const char *)attr->name)
                         : g_strdup((const char *)attr->name);
        pos = src_pos_attr(pos, name, false);
        g_free(name);
        return pos;
    }
    return SRC_NOWHERE;
}

struct src_pos xml_value_pos(const xmlNode *node)
{
    struct src_pos pos = xml_node_pos(node);
    if (!pos.file || node->type != XML_ATTRIBUTE_NODE)
        return pos;
    const char *text = src_file_text(pos.file);
    size_t len = src_file_len(pos.file), i = pos.offset;
    if (i >= len || text[i] == '<')         /* a default: not written */
        return pos;
    while (i < len && text[i] != '"' && text[i] != '\'')
        i++;
    return src_pos_at(pos.file, i + 1);
}

void xml_copy_positions(const xmlNode *node, xmlNode *copy)
{
    const xmlNode *top = node;
    while (node && copy) {
        if (node->type != XML_DOCUMENT_NODE && node->type != XML_NAMESPACE_DECL)
            copy->_private = node->_private;
        if (node->children && copy->children && node->type != XML_ENTITY_REF_NODE && node->type != XML_DTD_NODE) {
            node = node->children;
            copy = copy->children;
            continue;
        }
        while (node != top && !node->next) {
            node = node->parent;
            copy = copy->parent;
        }
        if (node == top)
            return;
        node = node->next;
        copy = copy->next;
    }
}

xmlDoc *xml_copy_doc(const xmlDoc *doc)
{
    xmlDoc *copy = xmlCopyDoc((xmlDoc *)doc, 1);
    xml_copy_positions((const xmlNode *)doc, (xmlNode *)copy);
    return copy;
}

/* --- the parser's handlers --- */

size_t xml_parse_offset(const struct xml_parse *p)
{
    const xmlParserInput *in = p->ctxt->inputNr > 0 ? p->ctxt->inputTab[0] : NULL;
    if (!in)
        return src_file_len(p->file);
    size_t at = p->skip + in->consumed + (size_t)(in->cur - in->base);
    return MIN(at, src_file_len(p->file));
}

bool xml_find_back(const struct src_file *f, size_t end, const char *mark, size_t *at)
{
    const char *text = src_file_text(f);
    size_t n = strlen(mark);
    for (size_t i = MIN(end, src_file_len(f)); i >= n; i--)
        if (text[i - n] == *mark && memcmp(text + i - n, mark, n) == 0) {
            *at = i - n;
            return true;
        }
    return false;
}

/* The place of what was just parsed, which begins with `mark`. */
static struct src_pos place_before(const struct xml_parse *p, const char *mark)
{
    size_t at;
    return src_pos_at(p->file, xml_find_back(p->file, xml_parse_offset(p), mark, &at) ? at : 0);
}

static bool in_entity(const struct xml_parse *p, const xmlParserCtxt *ctxt)
{
    return ctxt != p->ctxt || ctxt->inputNr > 1;
}

/*
 * The place of a text: it lies in the parser's input, or was copied from just before the parser's place, or
 * its bytes are not those of the file (a reference, or line ends of two bytes).
 */
static struct src_pos text_place(const struct xml_parse *p, const xmlParserCtxt *ctxt, const xmlChar *s, size_t n)
{
    const char *text = src_file_text(p->file);
    const xmlParserInput *in = p->ctxt->inputTab[0];
    size_t i = xml_parse_offset(p);
    if (!in_entity(p, ctxt) && s >= in->base && s < in->end)
        return src_pos_at(p->file, p->skip + in->consumed + (size_t)(s - in->base));
    for (size_t behind = n; behind <= n + 3 && !in_entity(p, ctxt); behind += 3)   /* "]]>" follows CDATA */
        if (i >= behind && memcmp(text + i - behind, s, n) == 0)
            return src_pos_at(p->file, i - behind);
    while (i > 0 && text[i - 1] != '&' && text[i - 1] != '>')
        i--;
    return src_pos_at(p->file, i > 0 && text[i - 1] == '&' ? i - 1 : i);
}

static void stop(struct xml_parse *p, xmlParserCtxt *ctxt)
{
    p->failed = p->lost = true;
    xmlStopParser(ctxt);
    if (ctxt != p->ctxt)
        xmlStopParser(p->ctxt);
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_ns,
                     const xmlChar **ns, int n_attr, int n_default, const xmlChar **attrs)
{
    xmlParserCtxt *ctxt = ctx;
    struct xml_parse *p = ctxt->_private;
    struct src_pos pos = place_before(p, in_entity(p, ctxt) ? "&" : "<");
    if (++p->depth > p->max_depth) {
        diag_emit(p->loader->diag, DIAG_LIMIT_DEPTH, pos, p->max_depth);
        stop(p, ctxt);
        return;
    }
    p->text_len = 0;
    xmlSAX2StartElementNs(ctx, name, prefix, uri, n_ns, ns, n_attr, n_default, attrs);
    if (ctxt->node && !ctxt->node->_private)
        set_pos(p->loader, &ctxt->node->_private, pos);
}

static void on_end(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct xml_parse *p = ((xmlParserCtxt *)ctx)->_private;
    p->depth -= p->depth > 0;
    p->text_len = 0;
    xmlSAX2EndElementNs(ctx, name, prefix, uri);
}

static void on_text(void *ctx, const xmlChar *s, int len)
{
    xmlParserCtxt *ctxt = ctx;
    struct xml_parse *p = ctxt->_private;
    xmlNode *last = ctxt->node ? ctxt->node->last : NULL;
    p->text_len += (size_t)len;
    if (p->text_len >= XML_LIMIT_TEXT) {
        struct src_pos start = last && last->type == XML_TEXT_NODE && last->_private
                                   ? *(const struct src_pos *)last->_private
                                   : text_place(p, ctxt, s, (size_t)len);
        diag_emit(p->loader->diag, DIAG_LIMIT_TEXT, start, (unsigned)(XML_LIMIT_TEXT / 1000000));
        stop(p, ctxt);
        return;
    }
    xmlSAX2Characters(ctx, s, len);
    last = ctxt->node ? ctxt->node->last : NULL;
    if (last && last->type == XML_TEXT_NODE && !last->_private)
        set_pos(p->loader, &last->_private, text_place(p, ctxt, s, (size_t)len));
}

static void on_comment(void *ctx, const xmlChar *s)
{
    xmlParserCtxt *ctxt = ctx;
    struct xml_parse *p = ctxt->_private;
    p->text_len = 0;
    xmlSAX2Comment(ctx, s);
    xmlNode *n = ctxt->node ? ctxt->node->last : NULL;
    if (n && n->type == XML_COMMENT_NODE && !n->_private)
        set_pos(p->loader, &n->_private, place_before(p, in_entity(p, ctxt) ? "&" : "<!--"));
}

static void on_pi(void *ctx, const xmlChar *target, const xmlChar *data)
{
    xmlParserCtxt *ctxt = ctx;
    struct xml_parse *p = ctxt->_private;
    p->text_len = 0;
    xmlSAX2ProcessingInstruction(ctx, target, data);
    xmlNode *n = ctxt->node ? ctxt->node->last : NULL;
    if (n && n->type == XML_PI_NODE && !n->_private)
        set_pos(p->loader, &n->_private, place_before(p, in_entity(p, ctxt) ? "&" : "<?"));
}

/* An external entity is declared as an empty internal one, so that nothing tries to read it. */
static void on_entity_decl(void *ctx, const xmlChar *name, int type, const xmlChar *public_id,
                           const xmlChar *system_id, xmlChar *content)
{
    struct xml_parse *p = ((xmlParserCtxt *)ctx)->_private;
    static xmlChar empty[] = "";
    if (type == XML_EXTERNAL_GENERAL_PARSED_ENTITY) {
        g_hash_table_add(p->external, g_strdup((const char *)name));
        xmlSAX2EntityDecl(ctx, name, XML_INTERNAL_GENERAL_ENTITY, NULL, NULL, empty);
    } else if (type == XML_EXTERNAL_PARAMETER_ENTITY) {
        xmlSAX2EntityDecl(ctx, name, XML_INTERNAL_PARAMETER_ENTITY, NULL, NULL, empty);
    } else {
        xmlSAX2EntityDecl(ctx, name, type, public_id, system_id, content);
    }
}

static xmlEntity *on_get_entity(void *ctx, const xmlChar *name)
{
    xmlParserCtxt *ctxt = ctx;
    struct xml_parse *p = ctxt->_private;
    xmlEntity *e = xmlSAX2GetEntity(ctx, name);
    if (!e || e->etype == XML_INTERNAL_PREDEFINED_ENTITY || ctxt->inSubset)
        return e;
    if (g_hash_table_contains(p->external, name)) {
        diag_emit(p->loader->diag, DIAG_XML_ENTITY_EXTERNAL, place_before(p, "&"), (const char *)name);
        p->failed = true;
    }
    p->entity_len += (size_t)MAX(e->length, 0);
    if (p->entity_len > ENTITY_LIMIT && !p->lost) {
        diag_emit(p->loader->diag, DIAG_LIMIT_ENTITY, place_before(p, "&"));
        stop(p, ctxt);
        return NULL;
    }
    return e;
}

static xmlParserInput *deny_entity(void *ctx, const xmlChar *public_id, const xmlChar *system_id)
{
    (void)ctx, (void)public_id, (void)system_id;
    return NULL;
}

static void deny_subset(void *ctx, const xmlChar *name, const xmlChar *external_id, const xmlChar *system_id)
{
    (void)ctx, (void)name, (void)external_id, (void)system_id;
}

static void set_handlers(xmlSAXHandler *sax)
{
    xmlSAXVersion(sax, 2);
    sax->startElementNs = on_start;
    sax->endElementNs = on_end;
    sax->characters = sax->ignorableWhitespace = on_text;
    sax->cdataBlock = on_text;          /* a CDATA section becomes text */
    sax->comment = on_comment;
    sax->processingInstruction = on_pi;
    sax->entityDecl = on_entity_decl;
    sax->getEntity = on_get_entity;
    sax->resolveEntity = deny_entity;
    sax->externalSubset = deny_subset;
    sax->serror = xml_parse_error;
    sax->error = sax->fatalError = sax->warning = NULL;
}

xmlDoc *xml_parse_depth(struct xml_loader *l, const struct src_file *f, unsigned max_depth)
{
    if (!xml_check_tags(f, l->diag))
        return NULL;
    struct xml_parse p = { .loader = l, .file = f, .max_depth = max_depth, .ctxt = xmlNewParserCtxt() };
    if (!p.ctxt)
        g_error("out of memory");
    const char *text = src_file_text(f);
    if (src_file_len(f) >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        p.skip = 3;
    p.external = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    p.ctxt->_private = &p;
    set_handlers(p.ctxt->sax);
    xmlDoc *doc = xmlCtxtReadMemory(p.ctxt, text + p.skip, (int)(src_file_len(f) - p.skip), src_file_name(f), NULL,
                                    XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_BIG_LINES);
    if (!doc && p.ctxt->myDoc)
        xmlFreeDoc(p.ctxt->myDoc);
    if (!doc && !p.failed)
        diag_emit(l->diag, DIAG_XML_SYNTAX, src_pos_at(f, 0), p.ctxt->lastError.message ? p.ctxt->lastError.message : "?");
    p.ctxt->myDoc = NULL;
    xmlFreeParserCtxt(p.ctxt);
    g_hash_table_destroy(p.external);
    if (doc && p.failed) {
        xmlFreeDoc(doc);
        doc = NULL;
    }
    return doc;
}

xmlDoc *xml_parse_source(struct xml_loader *l, const struct src_file *f, unsigned flags)
{
    xmlDoc *doc = xml_parse_depth(l, f, l->max_depth);
    if (doc && (((flags & XML_INCLUDE) && !xml_include(l, doc, f)) || !xml_check_siblings(doc, l->diag))) {
        xmlFreeDoc(doc);
        return NULL;
    }
    return doc;
}

xmlDoc *xml_parse_file(struct xml_loader *l, const char *path, unsigned flags, struct src_pos from)
{
    l->used_bytes = 0;
    const struct src_file *f = xml_read_source(l, path, flags, from);
    return f ? xml_parse_source(l, f, flags) : NULL;
}

xmlDoc *xml_parse_memory(struct xml_loader *l, const char *name, const char *bytes, size_t len, unsigned flags)
{
    char *copy = g_malloc(len + 1);
    memcpy(copy, bytes, len);
    copy[len] = '\0';
    const struct src_file *f = xml_decode(l, name, copy, len, false);
    return f ? xml_parse_source(l, f, flags) : NULL;
}
