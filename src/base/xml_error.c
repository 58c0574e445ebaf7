/* SPDX-License-Identifier: MIT */
/*
 * The parser's errors in our own words, at the place of the mistake rather than where the parser noticed it.
 * After a mistake of structure the rest of the file is read wrongly, so nothing more is said.
 */
#include "base/i18n.h"
#include "base/xml_priv.h"

#include <libxml/xmlerror.h>
#include <string.h>

#define MAX_ERRORS 50u

struct fault {
    struct xml_parse *p;
    const xmlError *err;
    struct diag *diag;
    struct src_pos now;         /* where the parser stands */
    bool in_entity;             /* the fault is in what an entity stands for: the place is that of the reference */
};

/* Adds the fix, if there is one, of a fault that is written in the file. */
static void mend(struct fault *f, struct diag_item *it, xml_mender mender)
{
    if (it && mender && !f->in_entity)
        mender(f->diag, it);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The last `mark` at or before the parser's place. */
static struct src_pos back_to(const struct fault *f, const char *mark)
{
    size_t at;
    return xml_find_back(f->p->file, f->now.offset + strlen(mark), mark, &at) ? src_pos_at(f->p->file, at) : f->now;
}

/* The next `mark`: libxml2 stands where the text began that holds it. */
static struct src_pos on_to(const struct fault *f, const char *mark)
{
    const char *text = src_file_text(f->p->file) + f->now.offset, *found = strstr(text, mark);
    return found ? src_pos_at(f->p->file, f->now.offset + (size_t)(found - text)) : f->now;
}

/* Before white space and `before`: where something is missing. */
static struct src_pos back_over_space(const struct fault *f)
{
    const char *text = src_file_text(f->p->file);
    size_t i = f->now.offset;
    while (i > 0 && is_space(text[i - 1]))
        i--;
    return src_pos_at(f->p->file, i);
}

/* The last attribute called `name` in the tag at the parser's place. */
static struct src_pos last_attr(const struct fault *f, const char *name)
{
    struct src_pos tag = back_to(f, "<");
    const char *text = src_file_text(f->p->file), *end = text + src_file_len(f->p->file);
    const char *s = text + tag.offset, *found = NULL;
    size_t n = strlen(name);
    char quote = 0;
    for (; s < end && (quote || *s != '>'); s++) {
        if (quote) {
            quote = *s == quote ? 0 : quote;
        } else if (*s == '"' || *s == '\'') {
            quote = *s;
        } else if (is_space(s[-(s > text)]) && (size_t)(end - s) > n && memcmp(s, name, n) == 0 &&
                   (is_space(s[n]) || s[n] == '=')) {
            found = s;
        }
    }
    return found ? src_pos_at(f->p->file, (size_t)(found - text)) : tag;
}

static const char *arg(const char *s)
{
    return s ? s : "";
}

/* The innermost open element, with its place; false when the tree is no longer built. */
static bool open_element(const struct fault *f, unsigned *line, unsigned *col)
{
    const xmlNode *n = f->p->ctxt->node;
    if (!n || !n->_private)
        return false;
    src_pos_line_col(*(const struct src_pos *)n->_private, line, col);
    return true;
}

/* Points at the start tag of the innermost open element. */
static void relate_open(const struct fault *f, struct diag_item *it)
{
    const xmlNode *n = f->p->ctxt->node;
    if (n && n->_private)
        diag_add_related(f->diag, it, src_range_at(*(const struct src_pos *)n->_private), _("opened here"));
}

static void tag_mismatch(struct fault *f)
{
    unsigned line = (unsigned)MAX(f->err->int1, 0), col = 1;
    open_element(f, &line, &col);
    struct src_pos pos = back_to(f, "<");
    /* does an outer element have that name? then the inner one was not closed */
    for (const xmlNode *n = f->p->ctxt->node; n && n->type == XML_ELEMENT_NODE; n = n->parent) {
        char *name = n->ns && n->ns->prefix ? g_strdup_printf("%s:%s", (const char *)n->ns->prefix, (const char *)n->name)
                                            : g_strdup((const char *)n->name);
        bool same = strcmp(name, arg(f->err->str2)) == 0;
        g_free(name);
        if (same && n != f->p->ctxt->node) {
            relate_open(f, diag_emit(f->diag, DIAG_XML_NOT_CLOSED, pos, arg(f->err->str1), line, col, arg(f->err->str1),
                                     arg(f->err->str2)));
            return;
        }
    }
    relate_open(f, diag_emit(f->diag, DIAG_XML_TAG_MISMATCH, pos, arg(f->err->str2), arg(f->err->str1), line, col));
}

static void unfinished(struct fault *f)
{
    unsigned line = (unsigned)MAX(f->err->int1, 0), col = 1;
    open_element(f, &line, &col);
    f->now = src_pos_at(f->p->file, src_file_len(f->p->file));
    relate_open(f, diag_emit(f->diag, DIAG_XML_END, back_over_space(f), arg(f->err->str1), line, col));
}

static void unknown_entity(struct fault *f)
{
    const char *name = arg(f->err->str1);
    unsigned code = xml_html_entity(name, strlen(name));
    struct src_pos pos = back_to(f, "&");
    if (code)
        mend(f, diag_emit(f->diag, DIAG_XML_ENTITY_HTML, pos, name, code), xml_mend_entity);
    else
        diag_emit(f->diag, DIAG_XML_ENTITY, pos, name);
}

/* "No name": after an '&' or after a '<'. */
static void no_name(struct fault *f)
{
    const char *text = src_file_text(f->p->file);
    size_t i = f->now.offset;
    if (i > 0 && text[i - 1] == '&') {
        mend(f, diag_emit(f->diag, DIAG_XML_AMPERSAND, src_pos_at(f->p->file, i - 1)), xml_mend_ampersand);
    } else if (i > 0 && text[i - 1] == '<') {
        mend(f, diag_emit(f->diag, DIAG_XML_LESS_THAN, src_pos_at(f->p->file, i - 1)), xml_mend_less_than);
        f->p->lost = true;
    } else {
        bool next_tag = text[i] == '<';        /* the next tag begins where an attribute may stand */
        struct src_pos tag = src_pos_at(f->p->file, src_tag_start(f->p->file, i));
        diag_emit(f->diag, next_tag ? DIAG_XML_TAG_OPEN : DIAG_XML_NAME, next_tag ? tag : f->now);
        f->p->lost = true;
    }
}

static void bad_char(struct fault *f)
{
    unsigned c = (unsigned)f->err->int1;
    bool ref = f->err->message && strstr(f->err->message, "CharRef");
    diag_emit(f->diag, DIAG_XML_CHAR, ref ? back_to(f, "&") : f->now, c);
}

static void twice(struct fault *f)
{
    /* str1: the name, or the local name, and str2 its prefix */
    char *name = f->err->str2 ? g_strdup_printf("%s:%s", f->err->str2, f->err->str1) : g_strdup(arg(f->err->str1));
    diag_emit(f->diag, DIAG_XML_ATTR_TWICE, last_attr(f, name), name);
    g_free(name);
}

static void no_prefix(struct fault *f)
{
    struct src_pos pos = back_to(f, "<");
    if (f->err->str3) {
        char *name = g_strdup_printf("%s:%s", arg(f->err->str1), arg(f->err->str2));
        pos = last_attr(f, name);
        g_free(name);
    }
    diag_emit(f->diag, DIAG_XML_PREFIX, pos, arg(f->err->str1), arg(f->err->str1));
}

static void document_start(struct fault *f)
{
    diag_emit(f->diag, DIAG_XML_NOT_XML, f->now);
    f->p->lost = true;
}

static void document_end(struct fault *f)
{
    const char *text = src_file_text(f->p->file);
    size_t i = f->now.offset;
    if (i < src_file_len(f->p->file) && text[i] == '<')
        diag_emit(f->diag, DIAG_XML_SECOND_ROOT, f->now);
    else
        diag_emit(f->diag, DIAG_XML_AFTER_ROOT, f->now);
    f->p->lost = true;
}

/* A limit of libxml2's: it has many codes for them, shared with other faults. */
static bool too_long(struct fault *f)
{
    const char *message = arg(f->err->message);
    if (!strstr(message, "too long") && !strstr(message, "too big") && !strstr(message, "huge text") &&
        !strstr(message, "Huge input"))
        return false;
    diag_emit(f->diag, DIAG_LIMIT_TEXT, f->now, (unsigned)(XML_LIMIT_TEXT / 1000000));
    f->p->lost = true;
    return true;
}

/* What libxml2 says, for the rare kinds. */
static void other(struct fault *f)
{
    char *message = g_strdup(arg(f->err->message));
    diag_emit(f->diag, DIAG_XML_SYNTAX, f->now, g_strchomp(message));
    g_free(message);
    f->p->lost |= f->err->level == XML_ERR_FATAL;
}

/* Those that need no more than a place; `lost`: nothing after it can be trusted. */
static bool simple(struct fault *f)
{
    static const struct {
        int code;
        enum diag_code id;
        const char *back, *on;  /* to what the place goes back or on; NULL: it stays */
        bool lost;
        xml_mender mender;      /* NULL: only a person can know */
    } rows[] = {
        { XML_ERR_ATTRIBUTE_NOT_STARTED, DIAG_XML_ATTR_QUOTES, NULL, NULL, true, xml_mend_quotes },
        { XML_ERR_ATTRIBUTE_NOT_FINISHED, DIAG_XML_ATTR_OPEN, "<", NULL, true, NULL },
        { XML_ERR_LT_IN_ATTRIBUTE, DIAG_XML_ATTR_LT, NULL, NULL, true, xml_mend_value },
        { XML_ERR_COMMENT_NOT_FINISHED, DIAG_XML_COMMENT_OPEN, "<!--", NULL, true, NULL },
        { XML_ERR_HYPHEN_IN_COMMENT, DIAG_XML_COMMENT_DASHES, "--", NULL, false, xml_mend_dashes },
        { XML_ERR_CDATA_NOT_FINISHED, DIAG_XML_CDATA_OPEN, "<![CDATA[", NULL, true, NULL },
        { XML_ERR_MISPLACED_CDATA_END, DIAG_XML_CDATA_END, NULL, "]]>", false, xml_mend_cdata_end },
        { XML_ERR_PI_NOT_FINISHED, DIAG_XML_PI_OPEN, "<?", NULL, true, NULL },
        { XML_ERR_RESERVED_XML_NAME, DIAG_XML_DECL_LATE, "<?", NULL, false, xml_mend_declaration },
        { XML_ERR_GT_REQUIRED, DIAG_XML_TAG_OPEN, "<", NULL, true, NULL },
        { XML_ERR_ENTITYREF_SEMICOL_MISSING, DIAG_XML_AMPERSAND, "&", NULL, false, xml_mend_ampersand },
        { XML_ERR_INVALID_HEX_CHARREF, DIAG_XML_CHARREF, "&", NULL, false, NULL },
        { XML_ERR_INVALID_DEC_CHARREF, DIAG_XML_CHARREF, "&", NULL, false, NULL },
        { XML_ERR_ENTITY_LOOP, DIAG_LIMIT_ENTITY, "&", NULL, true, NULL },
        { XML_ERR_SPACE_REQUIRED, DIAG_XML_SPACE, NULL, NULL, true, NULL },
        { XML_ERR_LTSLASH_REQUIRED, DIAG_XML_TAG_OPEN, "<", NULL, true, NULL },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (rows[i].code != f->err->code)
            continue;
        struct src_pos pos = rows[i].back ? back_to(f, rows[i].back) : rows[i].on ? on_to(f, rows[i].on) : f->now;
        mend(f, diag_emit(f->diag, rows[i].id, pos), rows[i].mender);
        f->p->lost |= rows[i].lost;
        return true;
    }
    return false;
}

static void emit(struct fault *f)
{
    switch (f->err->code) {
    case XML_ERR_TAG_NAME_MISMATCH:
        tag_mismatch(f);
        f->p->lost = true;
        break;
    case XML_ERR_TAG_NOT_FINISHED:
        unfinished(f);
        f->p->lost = true;
        break;
    case XML_ERR_UNDECLARED_ENTITY:
    case XML_WAR_UNDECLARED_ENTITY:
        unknown_entity(f);
        break;
    case XML_ERR_NAME_REQUIRED:
        no_name(f);
        break;
    case XML_ERR_INVALID_CHAR:
    case XML_ERR_INVALID_CHARREF:
        bad_char(f);
        break;
    case XML_ERR_ATTRIBUTE_REDEFINED:
        twice(f);
        break;
    case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
        diag_emit(f->diag, DIAG_XML_ATTR_NO_VALUE, back_over_space(f), arg(f->err->str1));
        f->p->lost = true;
        break;
    case XML_NS_ERR_UNDEFINED_NAMESPACE:
        no_prefix(f);
        break;
    case XML_ERR_DOCUMENT_EMPTY:
    case XML_ERR_DOCUMENT_START:
        document_start(f);
        break;
    case XML_ERR_DOCUMENT_END:
        document_end(f);
        break;
    default:
        if (!too_long(f) && !simple(f))
            other(f);
    }
}

void xml_parse_error(void *ctx, xmlError *err)
{
    xmlParserCtxt *ctxt = ctx;
    struct xml_parse *p = ctxt->_private;
    if (!p || err->level == XML_ERR_NONE || (err->level == XML_ERR_WARNING && err->code != XML_WAR_UNDECLARED_ENTITY))
        return;
    if (err->domain == XML_FROM_IO || err->code == XML_WAR_NS_URI || err->code == XML_WAR_NS_URI_RELATIVE)
        return;
    p->failed = true;
    if (p->lost || ++p->errors > MAX_ERRORS)
        return;
    struct fault f = { p, err, p->loader->diag, src_pos_at(p->file, xml_parse_offset(p)),
                       ctxt != p->ctxt || ctxt->inputNr > 1 };
    emit(&f);
}
